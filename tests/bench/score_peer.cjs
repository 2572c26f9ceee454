// Seconds of processor that ae-cvss-calculator needs for a file of vectors.
const fs = require("fs");
const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = require("ae-cvss-calculator");

const begin = process.cpuUsage();
const out = [];
for (const vector of fs.readFileSync(process.argv[2], "ascii").split("\n")) {
	if (vector === "")
		continue;
	const Of = vector.startsWith("CVSS:4.0") ? Cvss4P0 :
		vector.startsWith("CVSS:3.1") ? Cvss3P1 :
		vector.startsWith("CVSS:3.0") ? Cvss3P0 : Cvss2;
	out.push(JSON.stringify(new Of(vector).calculateScores()));
}
fs.writeFileSync("/dev/null", out.join("\n"));
const used = process.cpuUsage(begin);
console.log((used.user + used.system) / 1e6);
