import { gzipSync } from 'node:zlib'

/**
 * Weighs what a page needs before all of it can be seen and used, as it goes over the wire: the chunks that begin with the
 * named source files, and its font. Fails the build that makes it heavier than it may be.
 */
export function weight({ page, chunks, font, most }) {
  return {
    name: 'weight',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = new Set()
      const take = (name) => {
        const file = bundle[name]
        if (!file || files.has(name)) return
        files.add(name)
        if (file.type !== 'chunk') return
        for (const css of file.viteMetadata?.importedCss ?? []) take(css)
        file.imports.forEach(take)
      }
      for (const file of Object.values(bundle)) {
        const begins = file.type === 'chunk' && chunks.some((source) => file.facadeModuleId?.endsWith(source))
        if (begins || (file.type === 'chunk' && file.isEntry) || font.test(file.fileName)) take(file.fileName)
      }
      const missing = chunks.filter(
        (source) => !Object.values(bundle).some((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(source)),
      )
      if (missing.length > 0) this.error(`There is no chunk of ${missing.join(', ')} to weigh`)

      const weights = [...files].map((name) => [name, onTheWire(name, bundle[name])])
      const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0)
      const lines = weights.map(([name, bytes]) => `  ${kB(bytes)}  ${name}`)
      this.info(`${page} weighs ${kB(total)} of ${kB(most)}:\n${lines.join('\n')}`)
      if (total > most) this.error(`${page} weighs ${kB(total)}, and may weigh ${kB(most)}`)
    },
  }
}

/** A font is compressed already. */
function onTheWire(name, file) {
  const content = file.type === 'chunk' ? file.code : file.source
  return name.endsWith('.woff2') ? content.length : gzipSync(content).length
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(6)} kB`
}
