"""Drugs by the stems of their international names: "metoprolol" is a beta-blocker.

Source: World Health Organization. The use of stems in the selection of International
Nonproprietary Names (INN) for pharmaceutical substances.
"""

from __future__ import annotations

import re
from functools import lru_cache

from teaching.items.linting.tokens import KEPT

CLASSES = (
    ("olol", "beta[- ]?blockers?|beta[- ]adrenoceptor antagonists?"),
    ("pril|prilat", "ace[- ]inhibitors?|angiotensin[- ]converting enzyme inhibitors?"),
    ("sartan", "angiotensin receptor (?:blockers?|antagonists?)|sartans?"),
    ("statin", "statins?|hmg-coa reductase inhibitors?"),
    ("dipine", "calcium[- ](?:channel[- ])?(?:blockers?|antagonists?)|dihydropyridines?"),
    ("prazole", "proton[- ]pump inhibitors?"),
    ("tidine", "h2[- ](?:blockers?|receptor antagonists?|antihistamines?)"),
    ("parin", "heparins?|low[- ]molecular[- ]weight heparins?"),
    ("cillin", "penicillins?|beta[- ]lactams?"),
    ("floxacin", "(?:fluoro)?quinolones?"),
    ("cycline", "tetracyclines?"),
    ("thromycin", "macrolides?"),
    ("conazole", "azole antifungals?|azoles?|triazoles?"),
    ("ciclovir|cyclovir", "antivirals?|antiviral drugs?"),
    ("azepam|azolam", "benzodiazepines?"),
    ("triptan", "triptans?|serotonin agonists?"),
    ("setron", "5-ht3 antagonists?|serotonin antagonists?"),
    ("dronate|dronic acid", "bisphosphonates?"),
    ("caine", "local anaesthetics?"),
    ("thiazide", "thiazides?|thiazide diuretics?|diuretics?"),
    ("gliptin", "dpp-4 inhibitors?|gliptins?"),
    ("gliflozin", "sglt-?2 inhibitors?|gliflozins?"),
    ("glitazone", "glitazones?|thiazolidinediones?"),
    ("profen", "nsaids?|non-steroidal anti-inflammatory drugs?"),
    ("mab", "monoclonal antibod(?:y|ies)"),
    ("xaban", "factor xa inhibitors?|direct oral anticoagulants?"),
)
NAMED = tuple(
    (re.compile(rf"[a-z]{{2,}}(?:{stems})", re.I), re.compile(rf"(?:an? |the )?(?:{names})", re.I))
    for stems, names in CLASSES
)


@lru_cache(KEPT)
def is_of_class(drug: str, named: str) -> bool:
    """Whether the second text names the class of the first, a single drug."""
    one, other = drug.strip().rstrip("."), named.strip().rstrip(".")
    return any(name.fullmatch(one) and group.fullmatch(other) for name, group in NAMED)
