/*
 * The runner of the unit tests: every suite in a runner of its own, one line
 * for each, the failures in full, the skips by name, the sum at the end.
 *
 * Tests run in processes of their own (unless CK_FORK=no), so skips travel
 * through a file that all of them append to.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "suites.h"

/* Sanitizers and a busy machine slow tests down; hangs still end. */
#define TIMEOUT_S	"60"

struct tally {
	int passed;
	int failed;
	int skipped;
};

static FILE *skips;

const char *
test_data_dir(void)
{
	const char *dir = getenv("HANSHO_DATA");

	return dir != NULL && dir[0] != '\0' ? dir : NULL;
}

void
test_skip(const char *test, const char *why)
{
	char line[512];
	int n = snprintf(line, sizeof(line), "%s: %s\n", test, why);

	if (n < 0 || (size_t)n >= sizeof(line) || skips == NULL)
		abort();
	/* One write: other test processes append to the same file. */
	if (write(fileno(skips), line, (size_t)n) != n)
		abort();
}

/* Print the skips recorded since the last call; returns their number. */
static int
print_skips(const char *suite)
{
	char line[512];
	int n = 0;

	rewind(skips);
	while (fgets(line, (int)sizeof(line), skips) != NULL) {
		printf("skip %s: %s", suite, line);
		n++;
	}
	if (ftruncate(fileno(skips), 0) != 0)
		abort();
	rewind(skips);
	return n;
}

static void
print_failures(SRunner *runner, const char *suite)
{
	int n = srunner_ntests_failed(runner);
	TestResult **failures = srunner_failures(runner);

	for (int i = 0; i < n; i++) {
		printf("FAIL %s: %s: %s:%d: %s\n", suite,
		    tr_tcname(failures[i]), tr_lfile(failures[i]),
		    tr_lno(failures[i]), tr_msg(failures[i]));
	}
	free(failures);
}

static void
run_suite(const struct test_suite *suite, struct tally *sum)
{
	SRunner *runner = srunner_create(suite->make());
	time_t start = time(NULL);
	int run, failed, skipped, passed;

	fflush(stdout);
	srunner_run_all(runner, CK_SILENT);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	skipped = print_skips(suite->name);
	/* A test may name several skips; it still is one test. */
	passed = run - failed > skipped ? run - failed - skipped : 0;
	print_failures(runner, suite->name);
	printf("%-4s %s: %d passed, %d failed, %d skipped (%ld s)\n",
	    failed == 0 ? "ok" : "bad", suite->name, passed, failed, skipped,
	    (long)(time(NULL) - start));
	sum->passed += passed;
	sum->failed += failed;
	sum->skipped += skipped;
	srunner_free(runner);
}

/*
 * usage: unit [PART/PARTS]: every PARTS-th suite from the PART-th on, counted
 * from 0, so that several processes share the work.
 */
int
main(int argc, char **argv)
{
	struct tally sum = { 0, 0, 0 };
	unsigned part = 0, parts = 1, i = 0;
	struct rlimit none = { 0, 0 };

	if (argc > 2 ||
	    (argc == 2 &&
		(sscanf(argv[1], "%u/%u", &part, &parts) != 2 ||
		    part >= parts))) {
		fprintf(stderr, "usage: %s [PART/PARTS]\n", argv[0]);
		return 2;
	}
	/* Tests abort on purpose; their core files only take time. */
	(void)setrlimit(RLIMIT_CORE, &none);
	if (setenv("CK_DEFAULT_TIMEOUT", TIMEOUT_S, 0) != 0)
		abort();
	skips = tmpfile();
	if (skips == NULL) {
		perror("tmpfile");
		return 3;
	}
	for (const struct test_suite *s = test_suites; s->name != NULL; s++) {
		if (i++ % parts == part)
			run_suite(s, &sum);
	}
	fclose(skips);
	printf("%d passed, %d failed, %d skipped\n", sum.passed, sum.failed,
	    sum.skipped);
	return sum.failed == 0 ? 0 : 1;
}
