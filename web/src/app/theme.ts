import type { ThemeConfig } from 'antd'

// The one place where colours and sizes of the components are set; src/app/app.css holds the same for our own.
// Contrast is at least 4.5 : 1 on white; the defaults of antd for secondary text are lower.

const font = '"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif'

const ink = { normal: '#1d3f72', high: '#0a1f44' }

export function theme(high: boolean): ThemeConfig {
  const text = high ? '#000000' : '#1b2430'
  const second = high ? '#1b1b1b' : '#4b5868'
  const border = high ? '#3b4654' : '#c9d1dc'
  return {
    token: {
      colorPrimary: high ? ink.high : ink.normal,
      colorLink: high ? '#0a2f7a' : '#1f4e94',
      colorLinkHover: '#143056',
      colorError: '#b3261e',
      colorWarning: '#8a5a00',
      colorSuccess: '#1f6b3a',
      colorInfo: high ? ink.high : ink.normal,
      colorText: text,
      colorTextSecondary: second,
      colorTextTertiary: high ? '#2b2b2b' : '#566273',
      colorTextDescription: second,
      colorTextPlaceholder: high ? '#3b3b3b' : '#667282',
      colorTextDisabled: high ? '#3f3f3f' : '#667282',
      colorBorder: border,
      colorBorderSecondary: high ? '#6b7684' : '#dfe4eb',
      colorBgLayout: high ? '#ffffff' : '#f4f6f9',
      colorFillAlter: high ? '#ffffff' : '#f4f6f9',
      borderRadius: 4,
      fontFamily: font,
      fontSize: 14,
      controlHeight: 34,
      wireframe: false,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Table: { cellPaddingBlockSM: 8, cellPaddingInlineSM: 10, headerBg: high ? '#ffffff' : '#eef1f6', headerColor: text, headerSplitColor: 'transparent', rowHoverBg: high ? '#f0f0f0' : '#f7f9fc' },
      Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px', labelColor: text },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Tabs: { itemColor: second, horizontalItemGutter: 24 },
      Tag: { defaultBg: high ? '#ffffff' : '#eef1f6', defaultColor: text },
    },
  }
}
