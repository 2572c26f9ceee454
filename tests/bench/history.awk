# A stream for git fast-import: n commits of one to three changes over 2,000
# files in the folders of cases, content and products; one in twenty is a merge.
#
#	awk -v n=10000 -f history.awk | git fast-import
function path(i)
{
	if (i < 1200)
		return sprintf("cases/2026/PS-2026-%04d/case.md", i)
	if (i < 1600)
		return sprintf("cases/2026/PS-2026-%04d/advisory.en.md", i - 1200)
	if (i < 1800)
		return sprintf("content/people/company-%02d/p%03d.yaml", i % 40, i)
	return sprintf("products/company-%02d/product-%03d/product.yaml", i % 20, i)
}

function put(i,    text)
{
	text = sprintf("id: %d\nround: %d\n%s", i, c, filler)
	printf "M 100644 inline %s\ndata %d\n%s\n", path(i), length(text), text
}

# commit BRANCH FROM MERGED: its head; 0 is none.
function commit(branch, from, merged)
{
	mark++
	printf "commit refs/heads/%s\nmark :%d\n", branch, mark
	printf "author Person %d <p%d@example.com> %d +0900\n", mark % 50, mark % 50, 1700000000 + mark * 60
	printf "committer Person %d <p%d@example.com> %d +0900\ndata 2\nx\n", mark % 50, mark % 50, 1700000000 + mark * 60
	if (from)
		printf "from :%d\n", from
	if (merged)
		printf "merge :%d\n", merged
	return mark
}

BEGIN {
	srand(1)
	for (i = 0; i < 40; i++)
		filler = filler "a line of a file that somebody wrote\n"
	head = commit("main", 0, 0)
	for (i = 0; i < 2000; i++)
		put(i)
	for (c = 1; c < n; c++) {
		if (c % 20 == 18) {
			side = commit("side", head, 0)
		} else if (c % 20 == 19) {
			# What the side changed comes over as it was.
			head = commit("main", head, side)
			put(side_file)
			continue
		} else {
			head = commit("main", head, 0)
		}
		for (k = c % 3; k >= 0; k--) {
			side_file = int(rand() * 2000)
			put(side_file)
		}
	}
}
