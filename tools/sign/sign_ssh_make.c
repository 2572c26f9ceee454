#include "sign/sign_ssh_make.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/io.h"
#include "base/limits.h"

/* The child needs the agent's address and the terminal's name. */
extern char **environ;

/* Run ssh-keygen; what it has to say goes to standard error, all of it. */
static enum sign_result
run(char *const argv[])
{
	posix_spawn_file_actions_t files;
	int err, status = 0;
	pid_t child;

	if (posix_spawn_file_actions_init(&files) != 0)
		return SIGN_ENVIRONMENT;
	err = posix_spawn_file_actions_adddup2(&files, STDERR_FILENO,
	    STDOUT_FILENO);
	if (err == 0)
		err = posix_spawnp(&child, argv[0], &files, NULL, argv,
		    environ);
	(void)posix_spawn_file_actions_destroy(&files);
	if (err != 0)
		return SIGN_ENVIRONMENT;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return SIGN_ENVIRONMENT;
	}
	/* Where spawning does not tell, the child ends with 127. */
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return SIGN_ENVIRONMENT;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? SIGN_GOOD :
							       SIGN_REFUSED;
}

/* A text of our own as an argument, which the interface wants writable. */
static char *
argument(struct arena *a, struct str s)
{
	char *p = arena_bytes(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i];
	p[s.n] = '\0';
	return p;
}

static enum sign_result
sign_in(struct arena *a, struct str home, const struct sign_ssh_signer *s,
    struct str message, struct str *out)
{
	struct str key = s->key != NULL ? str_z(s->key) :
					  str_cat(a, home, S("/key.pub"));
	char *argv[] = { argument(a, S("ssh-keygen")), argument(a, S("-q")),
		argument(a, S("-Y")), argument(a, S("sign")),
		argument(a, S("-n")), argument(a, s->purpose),
		argument(a, S("-f")), argument(a, key),
		argument(a, str_cat(a, home, S("/message"))), NULL };
	enum sign_result r = SIGN_ENVIRONMENT;
	struct io_dir *d;

	if (io_dir_open(str_to_z(a, home), &d) != 0)
		return SIGN_ENVIRONMENT;
	if (io_write_new(d, S("message"), message) == 0 &&
	    (s->key != NULL ||
		io_write_new(d, S("key.pub"), str_cat(a, s->line, S("\n"))) ==
		    0))
		r = run(argv);
	if (r == SIGN_GOOD &&
	    io_read(d, S("message.sig"), LIMIT_SIGN_ARMOUR, a, out) != 0)
		r = SIGN_REFUSED;
	io_dir_close(d);
	return r;
}

enum sign_result
sign_ssh_make(struct arena *a, const struct sign_ssh_signer *s,
    struct str message, struct str *out)
{
	enum sign_result r;
	const char *home;
	struct io_dir *d;

	*out = S("");
	if (io_mkdir_temp(s->parent, a, &home) != 0)
		return SIGN_ENVIRONMENT;
	r = sign_in(a, str_z(home), s, message, out);
	if (io_dir_open(str_to_z(a, s->parent), &d) != 0)
		return r;
	/* What cannot be taken away says nothing that is not in git soon. */
	if (io_remove_tree(d, str_from(str_z(home), s->parent.n + 1)) != 0)
		home = NULL;
	io_dir_close(d);
	return r;
}
