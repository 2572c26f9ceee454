// Check CSAF 2.0 documents with csaf-validator-lib, and with the schema of
// HANSHO_DATA in ajv when that is set.  Prints FILE: TEST: PLACE: MESSAGE;
// exit status 1 when a document fails.
//
//	usage: node csaf_validator.mjs FILE...
import fs from 'node:fs'
import path from 'node:path'
import * as schema from '@secvisogram/csaf-validator-lib/schemaTests.js'
import * as mandatory from '@secvisogram/csaf-validator-lib/mandatoryTests.js'
import * as optional from '@secvisogram/csaf-validator-lib/optionalTests.js'
import * as informative from '@secvisogram/csaf-validator-lib/informativeTests.js'
import validate from '@secvisogram/csaf-validator-lib/validate.js'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

// These ask the network, and a spelling checker.
const outside = ['6_3_6', '6_3_7', '6_3_8'].map(n => 'informativeTest_' + n)
const tests = [
	schema.csaf_2_0,
	schema.csaf_2_0_strict,
	...Object.values(mandatory),
	...Object.values(optional),
	...Object.entries(informative).filter(([name]) =>
	    !outside.includes(name)).map(([, test]) => test),
]

function compile(dir)
{
	const ajv = new Ajv2020({ strict: false, allErrors: true })
	const read = name => JSON.parse(fs.readFileSync(path.join(dir, name)))

	addFormats(ajv)
	for (const version of ['2.0', '3.0', '3.1']) {
		const cvss = read(`cvss-v${version}.json`)

		// Drafts 4 and 7 name themselves in ways that 2020 refuses.
		delete cvss.$schema
		delete cvss.id
		cvss.$id = `https://www.first.org/cvss/cvss-v${version}.json`
		ajv.addSchema(cvss)
	}
	return ajv.compile(read('csaf_json_schema.json'))
}

const data = process.env.HANSHO_DATA
const official = data ? compile(path.join(data, 'schemas', 'csaf-2.0')) : null
let failed = 0

for (const file of process.argv.slice(2)) {
	const text = fs.readFileSync(file, 'utf8')
	const document = JSON.parse(text)
	const name = path.basename(file)
	const say = (test, place, message) =>
	    console.log(`${name}: ${test}: ${place ?? ''}: ${message}`)
	const fail = (...what) => {
		failed++
		say(...what)
	}

	// Section 5.1: the name is made of the tracking id.
	const stem = document.document.tracking.id.toLowerCase()
	    .replace(/[^+\-a-z0-9]+/g, '_')

	if (name !== stem + '.json')
		fail('5.1', '/document/tracking/id', 'gives ' + stem)
	for (const test of (await validate(tests, document)).tests) {
		for (const fault of [...test.errors, ...test.warnings])
			fail(test.name, fault.instancePath, fault.message)
		for (const info of test.infos)
			say(test.name, info.instancePath, info.message)
	}
	if (official && !official(document)) {
		for (const fault of official.errors)
			fail('csaf_json_schema', fault.instancePath,
			    fault.message)
	}
}
console.log(`${process.argv.length - 2} documents, ${failed} faults`)
process.exit(failed > 0 ? 1 : 0)
