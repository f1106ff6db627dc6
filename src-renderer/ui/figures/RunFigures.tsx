import type { HostFigures, MetricName } from '@contract'
import { useEffect, useState, type ReactElement } from 'react'
import { formats, words } from '../../words'
import { useApp, useParts } from '../appContext'
import { Figure } from './Figure'

type Row = readonly [name: string, value: string]

/** What was counted since Parley was started: of all windows, and also what is no part of a conversation. */
export function RunFigures(): ReactElement | null {
  const told = useHostFigures()
  if (told === undefined) return null
  const { run, what, often } = words.figures
  const since = formats.clockTime(told.startedAt)
  return <Figure name={run.name} says={run.says(since)} columns={[what, often]} rows={rowsOf(told)} />
}

function rowsOf({ figures }: HostFigures): Row[] {
  const { run } = words.figures
  const of = (metric: MetricName) => figures.filter((each) => each.metric === metric && each.value > 0)
  const sum = (metric: MetricName, label?: string): number =>
    of(metric)
      .filter(({ labels }) => label === undefined || Object.values(labels).includes(label))
      .reduce((total, { value }) => total + value, 0)
  const count = (metric: MetricName, label?: string): string => formats.count(sum(metric, label))
  return [
    [run.answered, count('turns', 'done')],
    [run.interrupted, count('interruptions')],
    [run.begunEarly, count('speculations')],
    [run.keptEarly, count('speculations', 'kept')],
    [run.toolCalls, count('toolCalls')],
    [run.waiting, count('turnsWaiting')],
    [run.engineExits, count('engineExits')],
    ...of('errors').map(({ labels, value }): Row => [run.error(String(labels.code)), formats.count(value)]),
    ...of('processMemory').map(({ labels, value }): Row => {
      const name: string | undefined = run.memory[labels.part as keyof typeof run.memory]
      return [name ?? run.memory.other, formats.bytes(value)]
    }),
  ]
}

/** Asked when the page opens and anew after every answer; undefined until it has been told, or where nobody tells. */
function useHostFigures(): HostFigures | undefined {
  const { diagnostics } = useParts()
  const [figures, setFigures] = useState<HostFigures>()
  const answered = useApp((app) => app.exchanges.filter(({ outcome }) => outcome !== 'running').length)
  useEffect(() => {
    let isOver = false
    const take = (told: HostFigures | undefined): void => {
      if (!isOver) setFigures(told)
    }
    void diagnostics?.figures().then(take, () => take(undefined))
    return () => {
      isOver = true
    }
  }, [diagnostics, answered])
  return figures
}
