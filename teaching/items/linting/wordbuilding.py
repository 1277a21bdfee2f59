"""Word-building: medical terms made of Greek and Latin parts, and the plain words for each part.

"Hypokalaemia" is low potassium, "cholecystectomy" the removal of the gallbladder. Knows parts, not
terms: whatever they build is understood.
"""

from __future__ import annotations

import re
from functools import lru_cache

from teaching.items.linting.tokens import KEPT

ORGANS = {
    "cholecyst": "gallbladder", "nephr": "kidney", "gastr": "stomach", "hepat": "liver",
    "splen": "spleen", "hyster": "uterus", "metr": "uterus", "mast": "breast", "orchi": "testis",
    "orchid": "testis", "oophor": "ovary", "salping": "fallopian tube", "prostat": "prostate",
    "cyst": "bladder", "col": "colon", "appendic": "appendix", "append": "appendix",
    "tonsill": "tonsil", "thyroid": "thyroid", "pneumon": "lung", "arthr": "joint",
    "oste": "bone", "chondr": "cartilage", "myos": "muscle", "my": "muscle", "neur": "nerve",
    "encephal": "brain", "mening": "meninges", "dermat": "skin", "ot": "ear", "rhin": "nose",
    "pharyng": "throat", "laryng": "larynx", "trache": "windpipe", "bronch": "bronchus",
    "oesophag": "gullet", "enter": "bowel", "proct": "rectum", "phleb": "vein",
    "arteri": "artery", "cardi": "heart", "pericardi": "pericardium", "kerat": "cornea",
    "blephar": "eyelid", "pancreat": "pancreas", "spondyl": "spine", "gingiv": "gum",
    "gloss": "tongue", "stomat": "mouth", "thym": "thymus", "lymphaden": "lymph node",
    "burs": "bursa", "tendin": "tendon", "pleur": "pleura", "periton": "peritoneum",
    "adrenal": "adrenal gland",
}  # fmt: skip
DONE = {
    "ectomy": "removal", "itis": "inflammation", "algia": "pain", "otomy": "incision",
    "oscopy": "endoscopy", "oplasty": "repair", "omegaly": "enlargement",
    "olithiasis": "stone", "orrhaphy": "suture",
}  # fmt: skip
IN_BLOOD = {
    "kal": "potassium", "natr": "sodium", "calc": "calcium", "glyc": "sugar",
    "magnes": "magnesium", "phosphat": "phosphate", "lipid": "lipid", "uric": "uric acid",
    "albumin": "albumin", "chlor": "chloride", "protein": "protein", "bilirubin": "bilirubin",
    "cholesterol": "cholesterol", "triglycerid": "triglyceride", "ammon": "ammonia",
    "insulin": "insulin", "vol": "volume", "ferr": "iron", "prolactin": "prolactin",
}  # fmt: skip
CELLS = {
    "neutro": "neutrophil", "thrombocyto": "platelet", "leuco": "white cell",
    "leuko": "white cell", "lympho": "lymphocyte", "erythro": "red cell", "pancyto": "blood cell",
}  # fmt: skip
ORGAN_TERM = re.compile(
    rf"(?P<organ>{'|'.join(sorted(ORGANS, key=len, reverse=True))})(?P<done>{'|'.join(DONE)})"
)
BLOOD_TERM = re.compile(
    rf"(?P<way>hyper|hypo)(?P<what>{'|'.join(sorted(IN_BLOOD, key=len, reverse=True))})"
    r"(?:i?n?)a?emia"
)
CELL_TERM = re.compile(rf"(?P<what>{'|'.join(CELLS)})penia")
SPOKEN = (
    ("gallbladder", r"gall bladders?"), ("kidney", r"kidneys?|renal"), ("stomach", "gastric"),
    ("liver", "hepatic"), ("uterus", "womb"), ("breast", "breasts|mammary gland"),
    ("testis", r"testes|testicles?"), ("ovary", "ovaries"), ("bladder", "urinary bladder"),
    ("tonsil", "tonsils"), ("lung", r"lungs"), ("joint", "joints"), ("throat", "pharynx"),
    ("windpipe", "trachea"), ("gullet", "oesophagus"), ("bowel", r"intestines?|bowels|gut"),
    ("vein", "veins"), ("gum", "gums"), ("heart", "cardiac"), ("sugar", "glucose"),
    ("removal", r"excision|resection|extirpation|surgical removal"),
    ("inflammation", "inflamed"), ("enlargement", r"enlarged"), ("stone", r"stones|calcul(?:us|i)"),
    ("incision", r"incising|opening"), ("endoscopy", r"inspection|viewing"),
    ("high", r"raised|elevated|increased|too much|an? excess of|excess"),
    ("low", r"reduced|decreased|lowered|too little|too few|an? lack of|a shortage of|lack of"),
    ("platelet", "platelets"), ("neutrophil", "neutrophils"), ("white cell", r"white blood cells?"),
    ("lymphocyte", "lymphocytes"), ("lipid", "lipids"),
)  # fmt: skip
"""Plain words, and others for the same."""
PLAIN = tuple((re.compile(rf"\b(?:{others})\b", re.IGNORECASE), plain) for plain, others in SPOKEN)
MEASURED = re.compile(
    r"\b(?:serum|plasma|blood|level|levels|concentration|count|number)\b", re.IGNORECASE
)
"""What goes without saying of a substance that is high or low."""
FORMULAS = {
    "h2o": "water", "co2": "carbon dioxide", "co": "carbon monoxide", "o2": "oxygen",
    "n2": "nitrogen", "h2": "hydrogen", "o3": "ozone", "nh3": "ammonia", "ch4": "methane",
    "nacl": "sodium chloride", "hcl": "hydrochloric acid", "h2so4": "sulphuric acid",
    "hno3": "nitric acid", "naoh": "sodium hydroxide", "h2o2": "hydrogen peroxide",
    "no": "nitric oxide", "caco3": "calcium carbonate", "k+": "potassium", "na+": "sodium",
    "au": "gold", "ag": "silver", "cu": "copper", "fe": "iron", "na": "sodium", "mg": "magnesium",
    "ca": "calcium", "zn": "zinc", "pb": "lead", "hg": "mercury", "sn": "tin", "li": "lithium",
    "al": "aluminium", "ni": "nickel", "si": "silicon", "cl": "chlorine", "he": "helium",
}  # fmt: skip


@lru_cache(KEPT)
def taken_apart(text: str) -> str | None:
    """What a term of such parts says in plain words; None where it is no such term."""
    name = text.strip().rstrip(".")
    if FORMULAS.get(name.lower()) and not name.islower():
        return FORMULAS[name.lower()]
    low = name.lower().removeprefix("a ").removeprefix("an ").removeprefix("the ")
    if found := ORGAN_TERM.fullmatch(low):
        return f"{DONE[found['done']]} {ORGANS[found['organ']]}"
    if found := BLOOD_TERM.fullmatch(low):
        return f"{'high' if found['way'] == 'hyper' else 'low'} {IN_BLOOD[found['what']]}"
    if found := CELL_TERM.fullmatch(low):
        return f"low {CELLS[found['what']]}"
    return None


@lru_cache(KEPT)
def in_plain_words(text: str) -> str:
    """A phrase with its plain words brought to one form each."""
    text = MEASURED.sub(" ", text.lower())
    for pattern, plain in PLAIN:
        text = pattern.sub(plain, text)
    return text
