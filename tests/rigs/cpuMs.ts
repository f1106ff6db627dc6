/**
 * Milliseconds of the processor that `work` takes: beside other work they hardly grow, unlike those of the clock.
 * @param enough where it takes longer, the shortest of three times counts: the first ones are compiled in, and machines stumble
 */
export async function cpuMs(work: () => unknown, enough: number): Promise<number> {
  let shortest = Infinity
  for (let time = 0; time < 3 && shortest > enough; time++) {
    const before = process.cpuUsage()
    await work()
    shortest = Math.min(shortest, process.cpuUsage(before).user / 1000)
  }
  return shortest
}
