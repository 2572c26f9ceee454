/*
 * Run a fuzz target over files: the corpus, and every attack ever met.
 *
 *	usage: replay-TARGET FILE...
 *
 * Prints each file's name before its turn, so that the last name is the one
 * that crashed.  A file that takes over a second is a failure of its own.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The largest input of any kind; base/limits.h cuts them all earlier. */
#define FILE_BYTES_MAX	(64u << 20)

/* No text takes over a second; sanitizers are allowed eight times that. */
#define TIME_MS_MAX	8000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t *
read_file(const char *path, size_t *size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL, *grown;
	size_t cap = 4096, n = 0, got;

	if (f == NULL)
		return NULL;
	do {
		cap *= 2;
		grown = cap <= FILE_BYTES_MAX ? realloc(data, cap) : NULL;
		if (grown == NULL) {
			fclose(f);
			free(data);
			return NULL;
		}
		data = grown;
		got = fread(data + n, 1, cap - n, f);
		n += got;
	} while (n == cap);
	if (ferror(f) != 0) {
		fclose(f);
		free(data);
		return NULL;
	}
	fclose(f);
	/* Exactly as large as the input, so that a read beyond it shows. */
	grown = realloc(data, n > 0 ? n : 1);
	*size = n;
	return grown != NULL ? grown : data;
}

static long
now_ms(void)
{
	struct timespec ts;

	if (clock_gettime(CLOCK_MONOTONIC, &ts) != 0)
		return 0;
	return (long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

int
main(int argc, char **argv)
{
	int slow = 0;

	for (int i = 1; i < argc; i++) {
		size_t size = 0;
		uint8_t *data;
		long start, took;

		printf("%s\n", argv[i]);
		fflush(stdout);
		data = read_file(argv[i], &size);
		if (data == NULL) {
			perror(argv[i]);
			return 3;
		}
		start = now_ms();
		(void)LLVMFuzzerTestOneInput(data, size);
		took = now_ms() - start;
		free(data);
		if (took > TIME_MS_MAX) {
			printf("%s: took %ld ms\n", argv[i], took);
			slow++;
		}
	}
	return slow == 0 ? 0 : 1;
}
