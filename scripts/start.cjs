// biome-ignore-all lint/style/useNodejsImportProtocol: Node 12 does not know the node: prefix in require
/**
 * Starts the hub, on a bare machine too: brings what is missing, builds the screens, and hands over to server/main.ts.
 */
const path = require('path')
const { apps, debian, dependencies, handOver, orSayWhy, packages, rightNode, root, stripped } = require('./setup.cjs')

orSayWhy(async () => {
  const args = process.argv.slice(2)
  const omitDev = process.env.LUOT_PROD === '1' || args.includes('--omit-dev')
  const node = await rightNode()
  await dependencies(node, { omitDev })
  await apps(node)
  await debian([packages.espeak])
  await stripped(node)
  handOver(
    node,
    path.join(root, 'server', 'main.ts'),
    args.filter((arg) => arg !== '--omit-dev'),
    ['--import', path.join(root, 'scripts', 'stripped.mjs')],
  )
})
