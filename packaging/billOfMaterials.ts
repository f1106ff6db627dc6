import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ThirdParty } from './notices'

/** Its name in an installed app, by the convention of CycloneDX. */
export const billFile = 'parley.cdx.json'

/**
 * What an app is made of, as a software bill of materials (CycloneDX 1.6): not what its package.json names, but what is
 * really in it. It has no date and no number of its own, so that the same app has the same bill.
 * @param works the app itself first
 * @param integrityOf what the lock file says of an installed package
 */
export function billOfMaterials(
  [app, ...others]: readonly ThirdParty[],
  integrityOf: (name: string) => string | undefined,
): object {
  const components = others.map((work) => component(work, integrityOf(work.name)))
  const self = component(app, undefined)
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: self },
    components,
    dependencies: [{ ref: self['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) }],
  }
}

function component(
  { name, version, type, isPackage, licence, source, file }: ThirdParty,
  integrity: string | undefined,
): { readonly 'bom-ref': string; readonly [field: string]: unknown } {
  const purl = isPackage ? `pkg:npm/${name.replace('@', '%40')}@${version}` : undefined
  return {
    type,
    'bom-ref': purl ?? name,
    name,
    ...(version !== undefined && { version }),
    ...(integrity !== undefined && { hashes: [hash(integrity)] }),
    ...(file && { hashes: [{ alg: 'SHA-256', content: file.sha256 }] }),
    licenses: [/^[\w.+-]+$/.test(licence) ? { license: { id: licence } } : { expression: licence }],
    ...(purl !== undefined && { purl }),
    ...(source !== undefined && {
      externalReferences: [{ type: source.includes('//github.com/') ? 'vcs' : 'website', url: source }],
    }),
    ...(file && { properties: [{ name: 'parley:file', value: file.path }] }),
  }
}

/** Of the archive that the package was installed from: `sha512-` and base64, as npm writes it. */
function hash(integrity: string): object {
  const [, digest] = integrity.split('-')
  return { alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }
}

/** What the lock file in `root` says of each package that lies at the top of node_modules. */
export function integrities(root: string): (name: string) => string | undefined {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, { integrity?: string } | undefined>>
  }
  return (name) => packages[`node_modules/${name}`]?.integrity
}
