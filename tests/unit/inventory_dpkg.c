/*
 * inventory/inventory_dpkg: what dpkg prints and keeps.
 */
#include "inventory_text.h"

static const struct inventory_row ROWS[] = {
	{ "dpkg -l",
	    "Desired=Unknown/Install/Remove/Purge/Hold\n"
	    "| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWa"
	    "it/Trig-pend\n"
	    "|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)\n"
	    "||/ Name           Version      Architecture Description\n"
	    "+++-==============-============-============-=================\n"
	    "ii  adduser        3.134        all          add and remove users"
	    "\n"
	    "ii  libc6:amd64    2.36-9+deb12u4 amd64      GNU C Library: Shared"
	    " libraries\n"
	    "rc  oldpump        1.0-1        amd64        a pump\n"
	    "un  nothing        <none>       <none>       (no description avail"
	    "able)\n"
	    "iHR half-pump      1:2.0-1      amd64        a pump\n",
	    "dpkg list by=dpkg\n"
	    "adduser 3.134 type=deb distro=debian release=12 arch=all\n"
	    "libc6 2.36-9+deb12u4 type=deb distro=debian release=12 arch=amd64"
	    "\n"
	    "half-pump 1:2.0-1 type=deb distro=debian release=12 "
	    "arch=amd64\n" },
	{ "dpkg-query -W",
	    "adduser\t3.118ubuntu5\n"
	    "bash\t5.1-6ubuntu1.1\n"
	    "linux-image\t5.15.0-91.101~22.04.1\n"
	    "libc6:amd64\t2.35-0ubuntu3.22.04.4\n",
	    "dpkg list by=dpkg\n"
	    "adduser 3.118ubuntu5 type=deb distro=ubuntu release=22.04\n"
	    "bash 5.1-6ubuntu1.1 type=deb distro=ubuntu release=22.04\n"
	    "linux-image 5.15.0-91.101~22.04.1 type=deb distro=ubuntu release=2"
	    "2.04\n"
	    "libc6 2.35-0ubuntu3.22.04.4 type=deb distro=ubuntu release=22.04 a"
	    "rch=amd64\n" },
	{ "a query with sources, in blanks and bars",
	    "libc6 2.36-9 amd64 glibc 2.36-9\n"
	    "libbinutils|2.40-2|amd64|binutils (2.40-2)\n"
	    "bash 5.2-2+b1 amd64 bash (5.2-2)\n",
	    "dpkg list by=dpkg\n"
	    "libc6 2.36-9 type=deb source=glibc of=2.36-9 arch=amd64\n"
	    "libbinutils 2.40-2 type=deb source=binutils of=2.40-2 arch=amd64\n"
	    "bash 5.2-2+b1 type=deb source=bash of=5.2-2 arch=amd64\n" },
	{ "a query with states",
	    "ii \tlibc6\t2.36-9\tamd64\tglibc\n"
	    "rc \told\t1.0-1\tamd64\told\n",
	    "dpkg list by=dpkg\n"
	    "libc6 2.36-9 type=deb source=glibc arch=amd64\n" },
	{ "the database",
	    "Package: adduser\n"
	    "Status: install ok installed\n"
	    "Version: 3.134\n"
	    "Architecture: all\n"
	    "Description: add users\n"
	    " This package\n"
	    " .\n"
	    " Version: 9\n"
	    "\n"
	    "Package: bash\n"
	    "Status: install ok installed\n"
	    "Source: bash-src (5.2.15-2)\n"
	    "Version: 5.2.15-2+b2\n"
	    "Architecture: amd64\n"
	    "\n"
	    "Package: gone\n"
	    "Status: deinstall ok config-files\n"
	    "Version: 1\n"
	    "\n"
	    "Status: install ok installed\n"
	    "Version: 7\n"
	    "\n"
	    "Package: late\r\n"
	    "Version: 1.0+deb11u1\r\n",
	    "dpkg status by=dpkg\n"
	    "adduser 3.134 type=deb distro=debian release=11 arch=all\n"
	    "bash 5.2.15-2+b2 type=deb source=bash-src of=5.2.15-2 distro=debia"
	    "n release=11 arch=amd64\n"
	    "late 1.0+deb11u1 type=deb distro=debian release=11\n"
	    "21 inventory-name at=V\n" },
	{ "messages in between",
	    "adduser\t3.134\n"
	    "bash: warning\n"
	    "bash\t5.2\n",
	    "dpkg list by=dpkg\n"
	    "adduser 3.134 type=deb\n"
	    "bash 5.2 type=deb\n"
	    "2 inventory-line at=bash: warning\n" },
};

START_TEST(row)
{
	inventory_check(&ROWS[_i]);
}
END_TEST

Suite *suite_inventory_dpkg(void);

Suite *
suite_inventory_dpkg(void)
{
	Suite *s = suite_create("inventory_dpkg");
	TCase *tc = tcase_create("dpkg");

	tcase_add_loop_test(tc, row, 0, (int)ARRAY_LEN(ROWS));
	suite_add_tcase(s, tc);
	return s;
}
