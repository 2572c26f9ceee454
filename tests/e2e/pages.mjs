// Look at pages in a browser.  Prints PAGE (SIZE): FINDING for each finding;
// exit status 1 when there is one.
//
//	usage: CHROMIUM=PROGRAM node pages.mjs FOLDER [WORD]
//
// FOLDER holds example/ and hostile/, two sites; with WORD only pages whose
// path has it.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const require = createRequire(import.meta.url)
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
const folder = process.argv[2]
const word = process.argv[3] || ''

// The pages that axe looks at, too.
const judged = [
	'example/public/index.html',
	'example/public/ja/index.html',
	'example/public/en/advisories/index.html',
	'example/public/ja/advisories/EXSA-2026-0042.html',
	'example/public/en/report.html',
	'example/portal/ja/index.html',
	'example/portal/en/alerts/index.html',
	'example/portal/en/products/exagate-500.html',
	'example/desk/ja/index.html',
	'example/desk/ja/cases/PS-2026-0117.html',
	'example/desk/en/cases/all.html',
	'example/desk/ja/requests/index.html',
	'example/desk/en/requests/RQ-2026-0055.html',
	'example/desk/en/campaigns/CMP-2026-01.html',
	'example/desk/en/clocks.html',
	'example/desk/ja/clocks/regime-cra.html',
	'example/desk/ja/contacts.html',
	'example/desk/en/handbook/getting-started.html',
	'hostile/public/en/advisories/EX_SA-2026-0001.html',
]

// Of each kind of page one, in both languages; of the hostile ones all.
function seen()
{
	const all = [...judged]

	for (const site of ['example/public', 'example/portal', 'example/desk',
	    'hostile/public', 'hostile/desk'])
		for (const lang of ['ja', 'en']) {
			const top = path.join(folder, site, lang)
			const kinds = fs.readdirSync(top,
			    { withFileTypes: true })

			for (const kind of kinds.sort((a, b) =>
			    a.name < b.name ? -1 : 1)) {
				if (!kind.isDirectory()) {
					all.push(`${site}/${lang}/${kind.name}`)
					continue
				}
				const names = fs.readdirSync(path.join(top,
				    kind.name)).filter(n => /\.html$/.test(n))
				const page = names.filter(n =>
				    n !== 'index.html').sort()[0]

				for (const n of new Set(['index.html', page]))
					if (names.includes(n))
						all.push(`${site}/${lang}/` +
						    `${kind.name}/${n}`)
			}
		}
	return [...new Set(all)].filter(p => /\.html$/.test(p) &&
	    p.includes(word))
}

const sizes = [
	{ width: 1280, height: 800, colorScheme: 'light' },
	{ width: 390, height: 844, colorScheme: 'light' },
	{ width: 1280, height: 800, colorScheme: 'dark' },
	{ width: 390, height: 844, colorScheme: 'dark' },
]
let found = 0

function report(name, size, text)
{
	console.log(`${name} (${size.width} ${size.colorScheme}): ${text}`)
	found++
}

// What leaves the window to the right, outside boxes that scroll themselves.
function overflow()
{
	const wide = document.documentElement.clientWidth
	const clips = e => {
		for (; e && e !== document.body; e = e.parentElement)
			if (getComputedStyle(e).overflowX !== 'visible')
				return true
		return false
	}

	if (document.documentElement.scrollWidth <= wide)
		return null
	const far = [...document.body.querySelectorAll('*')].filter(e =>
	    e.getBoundingClientRect().right > wide + 1 && !clips(e))
	const e = far[far.length - 1]

	return `${document.documentElement.scrollWidth} of ${wide} pixels wide` +
	    (e ? `: ${e.outerHTML.slice(0, 120)}` : '')
}

async function judge(page, name, size)
{
	// Through the debugger, so that the page's policy has no say.
	await page.evaluate(axe)
	const result = await page.evaluate(tags => globalThis.axe.run(document,
	    { runOnly: { type: 'tag', values: tags },
	      resultTypes: ['violations'], preload: false }), tags)

	for (const v of result.violations)
		report(name, size, `${v.id}: ${v.help}: ${v.nodes.length} times, ` +
		    v.nodes.slice(0, 2).map(n => `${n.target} ` +
		    `${n.html.slice(0, 100)} ${(n.any[0] || {}).message || ''}`)
		    .join(' / '))
}

async function look(context, name)
{
	const page = await context.newPage()
	const say = text => report(name, size, text)
	let size = sizes[0]

	page.on('console', m => say(`console: ${m.text()}`))
	page.on('pageerror', e => say(`error: ${e}`))
	page.on('dialog', d => {
		say(`dialogue: ${d.message()}`)
		d.dismiss()
	})
	page.on('requestfailed', r => say(`failed: ${r.url()}`))
	page.on('request', r => {
		if (!r.url().startsWith('file:'))
			say(`asks for ${r.url()}`)
	})
	await page.goto(pathToFileURL(path.join(folder, name)).href)
	for (size of sizes) {
		await page.setViewportSize(size)
		await page.emulateMedia(size)
		const wide = await page.evaluate(overflow)

		if (wide)
			say(wide)
		if (judged.includes(name) && (size.width === 1280) ===
		    (size.colorScheme === 'light'))
			await judge(page, name, size)
	}
	await page.close()
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
const pages = seen()
const context = await browser.newContext()

// The policy refuses in silence unless somebody listens.
await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', e =>
	console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`)))
for (const name of pages)
	if (fs.existsSync(path.join(folder, name)))
		await look(context, name)
	else
		report(name, sizes[0], 'there is no such page')
await browser.close()
console.log(`${pages.length} pages, ${found} findings`)
process.exitCode = found > 0 ? 1 : 0
