"""Every name by which something in a room is found: by tests, screen readers, on the telephone.

One line a control, room by room; ``*`` stands where the name goes on with data: a question of an
item's form and its answers, a document's standing, a number in a list. The window's own frame has
its names in ``ui.object_names``. A test walks the whole window and finds nothing unlisted.
"""

from __future__ import annotations

_MESSAGE = ("message.action", "message.dismiss")
_APPROVAL = ("approve.login", "approve.password", "approve.reason", "approve.go")
_TWINS = ("twins", "same.*", "another")

_PARTS: dict[str, tuple[str, ...]] = {
    "door": (
        *(f"sign_in.{part}" for part in ("login", "password", "go", "recover", *_MESSAGE)),
        *("what.*", "station.*", "first.*", "staff.*", "hall.*", "done.*", "recovery_key.*"),
        *(f"recover.{part}" for part in ("recovery_key", "login", "password", "again", "go")),
        *(f"recover.{part}" for part in ("back", *_MESSAGE)),
        *(f"join.{part}" for part in ("address", "code", "name", "go", "back", *_MESSAGE)),
        *("sign_in.restore", "sign_in.language", "recover.language", "join.language"),
        *("restore.language", "restored.language"),
        *(f"restore.{part}" for part in ("file", "recovery_key", "over", "browse", "stop", "back")),
        *(f"restore.{part}" for part in ("go", *_MESSAGE)),
        *(f"restored.{part}" for part in ("go", "people")),
    ),
    "desk": (
        *_MESSAGE,
        *("search", "search.list", "search.clear", "search.glass"),
        *("browse", "lines", "agent", "agent_form.*", "channel", "channel.list", "accept"),
        *("form.*", "lane", "materials", "materials.*", "scan.*"),
        *("reveal.*", "case", "card", "camera.*", "drafts", "drafts.open", "refuse"),
        *("new.*", "register", "register.back", *_APPROVAL, *_TWINS),
        *("outcome", "next", "paper.*", "papers.folder", "papers.choose"),
    ),
    "queue": (
        *("text", "text.clear", "item", "item.*", "category", "category.list"),
        *("worker", "worker.list", "clear", "state.*", "when.*", "order.*", "table"),
        *("act.*", "case.*"),
        *("supply.*", "complete.*", "pause.*", "resume.*", "withdraw.*", "decline.*", "void.*"),
        *("papers.*", "loop.*", "move.*", "dispatch.*", "task.*", "verify.*", "hand_over.*"),
        *("visit.*", "classify.*", "urge.*", "postpone.*", "send_back.*", "reopen.*", "rate.*"),
        *("follow_up.*", "call_back.*"),
    ),
    "follow_up": (
        *("view.*", "part.*", "urge", "office", "board", "board.*", "facet.*", "hand.*"),
        *("load", "load.*", "sample", "calls", "review.*"),
        *(f"{view}.{part}" for view in ("office", "board", "review") for part in _MESSAGE),
    ),
    "demands": (
        *_MESSAGE,
        *("text", "text.clear", "show.*", "table", "act.*", "demand.*", "cases"),
        *("match.*", "link.*", "answer.*", "reveal.*"),
    ),
    "whistles": (
        *_MESSAGE,
        *("text", "text.clear", "show.*", "kind.*", "table", "board.*", "act.*", "whistle.*"),
        *("blow", "blow.*", "check_in.*", "report.*", "call.*", "appraise.*", "close.*"),
        *("settle.*", "sheet.*"),
    ),
    "individuals": (
        *_MESSAGE,
        *("table", "new", "show.*", "start.*", "act.*", "case.*", "plan"),
        *(f"{act}.*" for act in ("diagnose", "goal", "measure", "done", "review", "judge")),
        *(f"{act}.*" for act in ("close", "reopen", "note", "refer", "papers", "hand", "settle")),
    ),
    "partners": (
        "message.action",
        "message.dismiss",
        *("text", "text.clear", "show.*", "new", "table", "tasks", "act.*", "partner.*"),
        *("edit.*", "close.*"),
    ),
    "households": (
        *_MESSAGE,
        *("view.*", "area", "area.list", "show.*", "text", "text.clear", "table", "strips"),
        *("round", "round.*"),
        *("home.*", "visits", "change.*", "moved.*", "plan.*", "stops", "day.*", "entry.*"),
        *("slots.*", "who.*", "book.*", "move.*", "cancel.*", "drop.*"),
        *("areas.*", "set.*", "assign.*"),
    ),
    "residents": (
        *("text", "text.clear", "table", "new", "import"),
        *("person.*", "cases", "reveal.*", "value.*"),
        *("edit.*", "new.*", "register.go", "register.leave", *_APPROVAL, *_TWINS),
        *("roster.*", "settle.*", "registration.*", "join.*"),
    ),
    "catalogue": (
        *("view.items", "view.proofs", "view.versions"),
        *("search", "branches", "items", "guide", "proofs", "history"),
        *("export.path", "export.browse", "export.act"),
        *("import.path", "import.browse", "import.act", "import.stop", "import.adopt"),
        *("import.copy", "changes", "faults"),
        *(f"workbook.{part}" for part in _MESSAGE),
    ),
    "reports": (
        *("span.*", "before", "after", "today", "print", "save", "save.*"),
        *("tile.*", "sections", "figures", "back", "behind"),
    ),
    "staff": (
        *_MESSAGE,
        *("table", "new", "roles", "password", "lock"),
        *("add.*", "roles.*", "password.*"),
    ),
    "journal": (
        *("view.entries", "view.report", "view.verify"),
        *("table", "entries.*", "report.*", "verify.*"),
    ),
    "privacy": (
        *(f"view.{part}" for part in ("access", "copy", "erase", "retention")),
        *("access", "access.*", "copy.*", "erase.*", "ask.*", "review.*"),
        *("retention.*", "propose.*", "decide.*"),
    ),
    "sync": (
        *(f"view.{part}" for part in ("standing", "made", "settle", "days", "stick", "enrol")),
        *("standing", "retry", "windows", "cure.*", "list.*", "made", "matters", "matter"),
        *("settle.*", "days", "days.*", "export.*", "import.*", "stick.*", "enrol.*"),
    ),
    "upkeep": (
        *(f"view.{part}" for part in ("health", "backups", "updates", "devices", "policy")),
        *("devices.*", "health", "health.*", "policy.*", "backups.*", "updates.*"),
    ),
    "settings": (
        *("station_*", "subdistrict", "complaint_phone", "desk", "closing_time", "later_days"),
        *("attachment_megabytes", "paper_language.*", "paper_format.*", "watched_folder"),
        *("whistle_minutes", "call_back_days", "urge_*", "sample_percent", "slot_minutes"),
        *("desk_slots", "home_slots", "round_*", "rate_*"),
        *("idle_minutes", "lock_*", "password_*"),
        *("year.path", "year.browse", "year.act", "day", "day.*", "kind.*", "count.*"),
    ),
    "own_password": (
        *_MESSAGE,
        *("old", "password", "again", "act", "cancel"),
    ),
}

NAMES: dict[str, tuple[str, ...]] = {
    room: tuple(f"{room}.{part}" for part in parts) for room, parts in _PARTS.items()
}
EVERY: tuple[str, ...] = tuple(name for names in NAMES.values() for name in names)
