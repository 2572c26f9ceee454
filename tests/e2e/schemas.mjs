// Check documents against a JSON schema in ajv.  Prints FILE: PLACE: MESSAGE;
// exit status 1 when a document fails.
//
//	usage: node schemas.mjs SCHEMA[,SCHEMA...] FILE...
//
// The first schema is the documents', the others are those that it refers to.
import fs from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv'
import Ajv2019 from 'ajv/dist/2019.js'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const read = file => JSON.parse(fs.readFileSync(file, 'utf8'))

// Schemas put together out of others carry their names along, some of drafts
// that ajv does not read; references go by place, so that names are not needed.
function strip(node)
{
	if (Array.isArray(node))
		return node.map(strip)
	if (node === null || typeof node !== 'object')
		return node
	return Object.fromEntries(Object.entries(node)
	    .filter(([name, value]) => typeof value !== 'string' ||
		!['$schema', '$id', 'id'].includes(name))
	    .map(([name, value]) => [name, strip(value)]))
}

function clean(schema)
{
	// Old drafts call it otherwise; FIRST's have a date that nobody names.
	const { $schema, id, $id = id, ...rest } = schema
	const out = strip(rest)

	if ($id)
		out.$id = $id.split('?')[0]
	return out
}

const [names, ...files] = process.argv.slice(2)
const schemas = names.split(',').map(read)
const draft = schemas[0].$schema ?? ''
// CSAF 2.1 has a dialect of its own, of 2020-12.
const Kind = /2020-12|csaf\/v2\.1/.test(draft) ? Ajv2020 :
    draft.includes('2019-09') ? Ajv2019 : Ajv
// Scores are multiples of 0.1, which no double is.
const ajv = new Kind({ strict: false, allErrors: true, validateFormats: true,
    multipleOfPrecision: 6 })
let failed = 0

addFormats(ajv)
// Those that ajv-formats leaves out: what RFC 3987 keeps out of addresses.
ajv.addFormat('iri', /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i)
ajv.addFormat('iri-reference', /^[^\s<>"{}|\\^`]*$/)
ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/)
for (const more of schemas.slice(1))
	ajv.addSchema(clean(more))
const check = ajv.compile(clean(schemas[0]))

for (const file of files) {
	if (check(read(file)))
		continue
	failed++
	for (const fault of check.errors)
		console.log(`${path.basename(file)}: ${fault.instancePath}: ` +
		    fault.message)
}
console.log(`${files.length} documents, ${failed} fail`)
process.exit(failed > 0 ? 1 : 0)
