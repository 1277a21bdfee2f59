"""Words for one thing: terms that differ in letters alone, so that two options may say the same.

What one disease calls its things stands in its pack; here is what holds of every subject.
"""

from __future__ import annotations

from functools import lru_cache

from teaching.items.linting.lexicon import Lexicon, Words, words
from teaching.items.linting.tokens import KEPT, listed, tokens

ONE_THING = """
hypertension|high blood pressure|raised blood pressure|elevated blood pressure
hypotension|low blood pressure
heart attack|myocardial infarction|cardiac infarction
stroke|cerebrovascular accident|apoplexy|brain attack
tachycardia|fast heart rate|rapid heart rate|rapid pulse|fast pulse
bradycardia|slow heart rate|slow pulse
cancer|malignancy|malignant tumour|malignant neoplasm
fever|pyrexia|raised temperature|high temperature
shortness of breath|dyspnoea|breathlessness|dyspnea
high blood sugar|hyperglycaemia|high blood glucose|raised blood sugar
low blood sugar|hypoglycaemia|low blood glucose
blood sugar|blood glucose
kidney failure|renal failure
kidney stone|renal calculus|nephrolithiasis|renal stone
gallstones|cholelithiasis
liver inflammation|hepatitis
heart failure|cardiac failure
low potassium|hypokalaemia|hypokalemia
high potassium|hyperkalaemia|hyperkalemia
low sodium|hyponatraemia|hyponatremia
high sodium|hypernatraemia|hypernatremia
high calcium|hypercalcaemia|hypercalcemia
low calcium|hypocalcaemia|hypocalcemia
underactive thyroid|hypothyroidism
overactive thyroid|hyperthyroidism|thyroid overactivity
adrenaline|epinephrine
noradrenaline|norepinephrine
paracetamol|acetaminophen
salbutamol|albuterol
furosemide|frusemide
glyceryl trinitrate|nitroglycerin|nitroglycerine
aspirin|acetylsalicylic acid
lidocaine|lignocaine
pethidine|meperidine
penicillin g|benzylpenicillin
vitamin c|ascorbic acid
vitamin b12|cobalamin
vitamin b1|thiamine
folate|folic acid|vitamin b9
scapula|shoulder blade
clavicle|collarbone|collar bone
patella|kneecap|knee cap
sternum|breastbone|breast bone
tibia|shin bone|shinbone
femur|thigh bone|thighbone
humerus|upper arm bone
cranium|skull
mandible|lower jaw|jawbone
coccyx|tailbone
vertebral column|spine|spinal column|backbone
trachea|windpipe
oesophagus|gullet|esophagus
larynx|voice box
pharynx|throat
tympanic membrane|eardrum
umbilicus|navel
axilla|armpit
myopia|short sight|near sight|shortsightedness
hyperopia|long sight|hypermetropia|longsightedness
varicella|chickenpox
rubella|german measles
pertussis|whooping cough
parotitis epidemica|mumps
tuberculosis|consumption
herpes zoster|shingles
urticaria|hives|nettle rash
pruritus|itching|itch
alopecia|hair loss
epistaxis|nosebleed
haemoptysis|coughing blood
haematuria|blood in the urine
oedema|edema
dysphagia|difficulty swallowing|difficulty in swallowing
anaemia|anemia
leukaemia|leukemia
diarrhoea|diarrhea
haemorrhage|bleeding|hemorrhage
erythrocyte|red blood cell|red cell
leukocyte|white blood cell|white cell|leucocyte
thrombocyte|platelet
ultrasound|ultrasonography|sonography
radiograph|plain film|radiography
fluid restriction|restriction of fluids
anticoagulant|blood thinner
surgery|operation
table salt|sodium chloride|common salt|cooking salt
baking soda|sodium bicarbonate|bicarbonate of soda|sodium hydrogencarbonate
caustic soda|sodium hydroxide
quicklime|calcium oxide
laughing gas|nitrous oxide
quicksilver|mercury
aluminium|aluminum
sulphur|sulfur
car|automobile
buy|purchase
soccer|football
autumn|fall
lift|elevator
petrol|gasoline
maize|corn
aubergine|eggplant
courgette|zucchini
coriander|cilantro
rocket|arugula
chickpea|garbanzo
spring onion|scallion
prawn|shrimp
icing sugar|powdered sugar
great britain|united kingdom|uk
ussr|soviet union
european union|eu
united nations|un
usa|united states|united states of america
netherlands|holland
myanmar|burma
iran|persia
defendant|accused
homicide|killing of a person
unintended killing|manslaughter
source code|program text
hard disk|hard drive
random access memory|main memory
"""
DOING = """
measure|check|determine|test
give|administer
excise|resect
start|begin|commence|initiate
stop|cease|halt|discontinue|cessation|quit|give up
buy|purchase
rise|climb|go up
drop|decline|go down
obtain|get
"""
"""Verbs that mean the same as steps of what is to be done."""
DESCRIBED = """
abdomen|abdominal|belly
artery|arterial
bladder|vesical
bone|osseous
brain|cerebral
breast|mammary
chest|thorax|thoracic
ear|aural
eye|ocular
femur|femoral
heart|cardiac
hip|coxal
humerus|humeral
intestine|intestinal|bowel
kidney|renal
liver|hepatic
lung|pulmonary
mouth|oral
muscle|muscular
nerve|neural
nose|nasal
ovary|ovarian
pelvis|pelvic
radius|radial
skin|cutaneous
skull|cranial
spine|spinal
stomach|gastric
tibia|tibial
tooth|dental
ulna|ulnar
uterus|uterine|womb
vein|venous
vertebra|vertebral
"""
"""Parts of the body and the adjectives that stand for them."""
GENERIC = listed(
    "rock program programme software metal stone gas city country animal plant tool device tree"
)
"""Heads that add nothing to the word before them ("granite rock")."""
SUFFIXES = ("ings", "ing", "ed", "es", "s", "e")
SHORTEST = 3

Terms = dict[str, list[tuple[Words, str]]]


def _stem(root: str) -> str:
    """A root that has lost the ending of its verb as well ("rising", "rise")."""
    for suffix in SUFFIXES:
        if root.endswith(suffix) and len(root) - len(suffix) >= SHORTEST:
            return root.removesuffix(suffix)
    return root


def _terms(lines: str) -> Terms:
    """Terms by the stem of their first word, the longest first, each with the name of its group."""
    found: Terms = {}
    for line in filter(None, lines.splitlines()):
        group = line.split("|")
        for term in group:
            spoken = tuple(_stem(root) for root in words(term))
            found.setdefault(spoken[0], []).append((spoken, f"={group[0]}"))
    for terms in found.values():
        terms.sort(key=lambda one: -len(one[0]))
    return found


ALL = _terms(ONE_THING + DOING + DESCRIBED)


@lru_cache(KEPT)
def meant(text: str, lexicon: Lexicon) -> Words:
    """The words of a text in order, terms of one thing under one name, generic heads left out."""
    said = tokens(text)
    stems = tuple(_stem(token.root) for token in said)
    found: list[str] = []
    index = 0
    while index < len(stems):
        match = next(
            (
                (term, name)
                for terms in (ALL.get(stems[index], ()), _own(lexicon).get(stems[index], ()))
                for term, name in terms
                if stems[index : index + len(term)] == term
            ),
            None,
        )
        if match is not None:
            found.append(match[1])
            index += len(match[0])
            continue
        if not (found and said[index].low in GENERIC):
            found.append(stems[index])
        index += 1
    return tuple(found)


@lru_cache(16)
def _own(lexicon: Lexicon) -> Terms:
    """The terms of a pack or a text, as in the list above."""
    found: Terms = {}
    for number, group in enumerate(lexicon.same):
        for term in sorted(group, key=len, reverse=True):
            stems = tuple(map(_stem, term))
            found.setdefault(stems[0], []).append((stems, f"={number}"))
    return found
