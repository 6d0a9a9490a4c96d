import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// One direction: lib and components → features → app. A feature never imports another one.
const upward = (message, ...group) => ['error', { patterns: [{ group, message }] }]

const kebab = {
  rules: {
    name: {
      create: (context) => ({
        Program(node) {
          const file = context.filename.split('/').pop()
          if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|config))?\.[a-z]+$/.test(file)) {
            context.report({ node, message: `file names are kebab-case: ${file}` })
          }
        },
      }),
    },
  },
}

export default tseslint.config(
  { ignores: ['dist/**', 'src/api/schema.d.ts', 'node_modules/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    plugins: { kebab, 'react-hooks': hooks },
    languageOptions: { globals: { window: 'readonly', document: 'readonly', process: 'readonly', console: 'readonly', URL: 'readonly', URLSearchParams: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly', crypto: 'readonly', Buffer: 'readonly' } },
    rules: {
      'kebab/name': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/features/**'],
    rules: { 'no-restricted-imports': upward('a feature imports neither another feature nor the app', '@/features/*', '@/features/**', '@/app/*', '../*') },
  },
  {
    files: ['src/components/**', 'src/lib/**', 'src/api/**'],
    rules: { 'no-restricted-imports': upward('shared code knows nothing of features or the app', '@/features/**', '@/app/*') },
  },
)
