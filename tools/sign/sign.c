#include "sign/sign.h"

const char *
sign_result_name(enum sign_result r)
{
	static const char *const names[] = {
#define RESULT(id, name, text)	[id] = name,
#include "sign/results.def"
	};

	return names[r];
}

const char *
sign_result_text(enum sign_result r)
{
	static const char *const texts[] = {
#define RESULT(id, name, text)	[id] = text,
#include "sign/results.def"
	};

	return texts[r];
}

enum sign_kind
sign_kind_of(struct str armour)
{
	if (str_starts(armour, S("-----BEGIN SSH SIGNATURE-----\n")))
		return SIGN_SSH;
	if (str_starts(armour, S("-----BEGIN PGP SIGNATURE-----\n")))
		return SIGN_OPENPGP;
	return SIGN_NONE;
}
