"""What schemathesis cannot know of our documents by itself: which requests that a document allows may be answered 400 all the same."""

import json
import re

import schemathesis
from schemathesis.generation import GenerationMode

# Only who gave a cursor or a position knows whether it is one; and no document can say what two parameters come to together.
BEYOND_A_DOCUMENT = {"cursor", "Noren-Position", "until", "bucketMinutes", "unfiled"}

# Tags, which nobody sees: no pattern names what is beyond U+FFFF that all languages take.
TAGS = re.compile("[\U000e0000-\U000e0fff]")


@schemathesis.check
def what_a_document_allows_is_read(ctx, response, case):
    """A request as the document has it may meet a refusal, but is never called malformed."""
    if response.status_code not in (400, 401, 403, 415) or case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    problem = response.json()
    if problem["errors"] and {error["field"] for error in problem["errors"]} <= BEYOND_A_DOCUMENT:
        return
    if TAGS.search(json.dumps([case.body, case.path_parameters], ensure_ascii=False, default=str)):
        return
    # The coverage phase (4.32.5) writes 0 where a pattern begins with a quotation mark.
    if (case.headers or {}).get("If-Match") == "0":
        return
    raise AssertionError(f"{problem['code']}: {problem['detail']} {problem['errors']}")
