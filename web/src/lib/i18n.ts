import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { messages, type Key } from './messages'
import { recall, remember } from './storage'
import type { Lang } from './dates'

const side = (i: 0 | 1) => Object.fromEntries(Object.entries(messages).map(([k, v]) => [k, v[i]]))

export function startI18n(lang?: Lang) {
  void i18next.use(initReactI18next).init({
    lng: lang ?? (recall('lang') === 'en' ? 'en' : 'zh'),
    fallbackLng: 'zh',
    resources: { zh: { translation: side(0) }, en: { translation: side(1) } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  })
}

export function setLang(lang: Lang) {
  remember('lang', lang)
  void i18next.changeLanguage(lang)
}

export interface Words {
  lang: Lang
  t: (key: Key, vars?: Record<string, string | number>) => string
  /** The side of a pair that the reader reads. */
  pick: (zh: string | undefined, en: string | undefined) => string
}

export function useT(): Words {
  const { t, i18n } = useTranslation()
  const lang: Lang = i18n.language === 'en' ? 'en' : 'zh'
  return {
    lang,
    t: (key, vars) => t(key, vars ?? {}),
    pick: (zh, en) => (lang === 'en' && en ? en : zh) ?? '',
  }
}
