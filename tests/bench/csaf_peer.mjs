// Check CSAF 2.0 documents with csaf-validator-lib, warm, and compare its
// verdicts with ours.
//
//	usage: node csaf_peer.mjs LIST OURS
//	LIST: a file's path a line; OURS: what `hansho csaf --format json` says
import fs from 'node:fs'
import path from 'node:path'
import * as schema from '@secvisogram/csaf-validator-lib/schemaTests.js'
import * as mandatory from '@secvisogram/csaf-validator-lib/mandatoryTests.js'
import * as optional from '@secvisogram/csaf-validator-lib/optionalTests.js'
import * as informative from '@secvisogram/csaf-validator-lib/informativeTests.js'
import validate from '@secvisogram/csaf-validator-lib/validate.js'

// These ask the network, and a spelling checker.
const outside = ['6_3_6', '6_3_7', '6_3_8'].map(n => 'informativeTest_' + n)
const tests = [
	schema.csaf_2_0,
	...Object.values(mandatory),
	...Object.values(optional),
	...Object.entries(informative).filter(([name]) =>
	    !outside.includes(name)).map(([, test]) => test),
]

// Why it differs from us, by the ids of our mandatory findings; facts of
// version 2.0.10.
const reasons = [
	['6.1.25', 'the file breaks 6.1.25 itself (two hashes of one algorithm)'],
	['6.1.26', 'it does not take the prefix csaf off before it compares'],
	['6.1.13', 'it reads package URLs less strictly'],
	['6.1.11', 'it knows names of an older CWE catalogue'],
	['6.1.12', 'it knows another state of the language registry'],
	['schema', 'a form that its schema engine lets pass'],
]

const files = fs.readFileSync(process.argv[2], 'utf8').trim().split('\n')
const ours = fs.readFileSync(process.argv[3], 'utf8').trim().split('\n')
    .map(line => JSON.parse(line))
const texts = files.map(file => fs.readFileSync(file, 'utf8'))

async function verdict(text)
{
	try {
		return (await validate(tests, JSON.parse(text))).isValid
	} catch {
		return false
	}
}

for (const text of texts.slice(0, 20))
	await verdict(text)
const begin = process.cpuUsage()
const verdicts = []
for (const text of texts)
	verdicts.push(await verdict(text))
const used = process.cpuUsage(begin)

console.log('seconds', (used.user + used.system) / 1e6)
let same = 0
for (const [i, file] of files.entries()) {
	if (verdicts[i] === ours[i].valid) {
		same++
		continue
	}
	const ids = [...new Set(ours[i].findings
	    .filter(f => ['schema', 'mandatory'].includes(f.class))
	    .map(f => f.test))]
	const reason = ids.length === 0 ?
	    'it sorts revisions of one date by date alone (6.1.14, .16, .21)' :
	    reasons.find(([id]) => ids.includes(id))?.[1] ?? 'not explained'
	console.log(`  ${path.basename(file)}: hansho ${ours[i].valid}` +
	    ` (${ids.join(' ')}), the library ${verdicts[i]}: ${reason}`)
}
console.log(`verdicts: ${same} of ${files.length} agree`)
