"""Seconds of processor that the library cvss needs for a file of vectors."""
import json
import os
import sys
import time

from cvss import CVSS2, CVSS3, CVSS4

begin = time.process_time()
with open(sys.argv[1], encoding="ascii") as lines, open(os.devnull, "w") as out:
    for line in lines:
        vector = line.strip()
        if vector.startswith("CVSS:4"):
            score = CVSS4(vector)
        elif vector.startswith("CVSS:3"):
            score = CVSS3(vector)
        else:
            score = CVSS2(vector)
        out.write(json.dumps({"vector": vector, "scores": str(score.scores())}))
print(time.process_time() - begin)
