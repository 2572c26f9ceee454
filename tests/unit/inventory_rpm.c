/*
 * inventory/inventory_rpm: rpm -qa and its query formats.
 */
#include "inventory_text.h"

static const struct inventory_row ROWS[] = {
	{ "rpm -qa of RHEL",
	    "redhat-release-9.3-0.5.el9.x86_64\n"
	    "bash-5.1.8-6.el9_1.x86_64\n"
	    "gpg-pubkey-fd431d51-4ae0493b\n"
	    "glibc-2.34-83.el9_3.7.i686\n"
	    "python3-pip-wheel-21.2.3-7.el9.noarch\n",
	    "rpm -qa by=rpm\n"
	    "redhat-release 9.3-0.5.el9 type=rpm distro=rhel release=9.3 arch=x"
	    "86_64\n"
	    "bash 5.1.8-6.el9_1 type=rpm distro=rhel release=9.3 arch=x86_64\n"
	    "glibc 2.34-83.el9_3.7 type=rpm distro=rhel release=9.3 arch=i686\n"
	    "python3-pip-wheel 21.2.3-7.el9 type=rpm distro=rhel release=9.3 ar"
	    "ch=noarch\n" },
	{ "epochs in front, in the middle, and none",
	    "openssl-1:3.0.7-16.el9.x86_64\n"
	    "1:dbus-1.12.20-7.el9.x86_64\n"
	    "bash-(none):5.1.8-6.el9.x86_64\n"
	    "0:zlib-1.2.11-40.el9.x86_64\n",
	    "rpm -qa by=rpm\n"
	    "openssl 1:3.0.7-16.el9 type=rpm release=9 arch=x86_64\n"
	    "dbus 1:1.12.20-7.el9 type=rpm release=9 arch=x86_64\n"
	    "bash 5.1.8-6.el9 type=rpm release=9 arch=x86_64\n"
	    "zlib 1.2.11-40.el9 type=rpm release=9 arch=x86_64\n" },
	{ "columns with epoch, source and module",
	    "openssl-libs 1 3.0.7 16.el9 x86_64 openssl-3.0.7-16.el9.src.rpm (n"
	    "one)\n"
	    "nodejs (none) 16.20.2 3.module x86_64 nodejs-16.20.2-3.module.src."
	    "rpm nodejs:16:920:rhel9\n"
	    "tzdata 0 2023c 1.el9 noarch\n"
	    "date 20230101 3.el9 noarch\n",
	    "rpm -qa by=rpm\n"
	    "openssl-libs 1:3.0.7-16.el9 type=rpm source=openssl of=3.0.7-16.el"
	    "9 release=9 arch=x86_64\n"
	    "nodejs 16.20.2-3.module type=rpm source=nodejs of=16.20.2-3.module"
	    " release=9 module=nodejs:16 arch=x86_64\n"
	    "tzdata 2023c-1.el9 type=rpm release=9 arch=noarch\n"
	    "date 20230101-3.el9 type=rpm release=9 arch=noarch\n" },
	{ "name and version in tabs",
	    "bash\t5.2.15-5.fc39\n"
	    "glibc\t2:2.38-14.fc39\n",
	    "rpm -qa by=rpm\n"
	    "bash 5.2.15-5.fc39 type=rpm distro=fedora release=39\n"
	    "glibc 2:2.38-14.fc39 type=rpm distro=fedora release=39\n" },
	{ "rpm -qa --last, and Amazon Linux",
	    "bash-5.2.15-1.amzn2023.x86_64                 Wed 01 Nov 2023 09:0"
	    "0:00 AM UTC\n"
	    "system-release-2023.2.20231113-1.amzn2023.noarch Wed 01 Nov 2023 0"
	    "9:00:00 AM UTC\n",
	    "rpm -qa by=rpm\n"
	    "bash 5.2.15-1.amzn2023 type=rpm distro=amzn release=2023 arch=x86_"
	    "64\n"
	    "system-release 2023.2.20231113-1.amzn2023 type=rpm distro=amzn rel"
	    "ease=2023 arch=noarch\n" },
	{ "a message in between",
	    "bash-5.1.8-6.el9.x86_64\n"
	    "error: rpmdb\n"
	    "x\n"
	    "zlib-1.2.11-40.el9.x86_64\n",
	    "rpm -qa by=rpm\n"
	    "bash 5.1.8-6.el9 type=rpm release=9 arch=x86_64\n"
	    "zlib 1.2.11-40.el9 type=rpm release=9 arch=x86_64\n"
	    "2 inventory-line at=error: rpmdb\n"
	    "3 inventory-line at=x\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

Suite *suite_inventory_rpm(void);

Suite *
suite_inventory_rpm(void)
{
	Suite *s = suite_create("inventory_rpm");
	TCase *tc = tcase_create("rpm");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, tc);
	return s;
}
