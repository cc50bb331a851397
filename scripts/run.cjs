/**
 * Runs one of Luot's scripts with the right Node and its packages in place: `node scripts/run.cjs scripts/dev.ts …`.
 */
const { Trouble, dependencies, handOver, orSayWhy, rightNode } = require('./setup.cjs')

orSayWhy(async () => {
  const args = process.argv.slice(2)
  const omitDev = process.env.LUOT_PROD === '1' || args[0] === '--omit-dev'
  if (args[0] === '--omit-dev') args.shift()
  const script = args.shift()
  if (!script) throw new Trouble('Which script? Try: node scripts/run.cjs scripts/doctor.ts')
  const node = await rightNode()
  await dependencies(node, { omitDev })
  handOver(node, script, args)
})
