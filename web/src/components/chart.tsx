import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer])

export const colours = { ink: '#1d3f72', late: '#b3261e', soon: '#b87a00', kept: '#2c7a4b', quiet: '#8fa1b8' }

/** A chart as SVG. The same numbers always stand in a table beside it, so it is one image to a screen reader. */
export default function Chart({ option, label, height = 260, onPick }: { option: EChartsCoreOption; label: string; height?: number; onPick?: (index: number, series: number) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  useEffect(() => { pick.current = onPick }, [onPick])
  useEffect(() => {
    if (!box.current) return
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const chart = init(box.current, undefined, { renderer: 'svg' })
    chart.setOption({ animation: !calm, animationDuration: 150, textStyle: { fontFamily: 'inherit', color: '#1b2430' }, ...option })
    chart.on('click', (e) => pick.current?.(e.dataIndex, e.seriesIndex ?? 0))
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(box.current)
    return () => { resize.disconnect(); chart.dispose() }
  }, [option])
  return <div ref={box} role="img" aria-label={label} style={{ height }} className="chart" />
}
