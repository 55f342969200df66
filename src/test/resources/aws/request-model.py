"""Writes request-model.json: the shapes of requests, without their documentation, of the operations that it has and of
those that are named, from the service models in botocore: python request-model.py TransferContact PauseContact
Newer members of a later botocore come along."""

import gzip
import json
import pathlib
import sys

import botocore

MODELS = {"connect": "2017-08-08", "connectparticipant": "2018-09-07"}
KEPT = ("type", "required", "enum", "min", "max", "pattern", "union")
target = pathlib.Path(__file__).with_name("request-model.json")
data = pathlib.Path(botocore.__file__).parent / "data"
before = json.loads(target.read_text()) if target.exists() else {}
out = {}


def reference(member):
    kept = {"shape": member["shape"]}
    if "location" in member:
        kept["location"] = member["location"]
        kept["locationName"] = member.get("locationName", "")
    return kept


def add(shapes, name, into):
    if name in into:
        return
    shape = shapes[name]
    kept = into[name] = {key: shape[key] for key in KEPT if key in shape}
    if "members" in shape:
        kept["members"] = {key: reference(member) for key, member in shape["members"].items()}
    for part in ("member", "key", "value"):
        if part in shape:
            kept[part] = reference(shape[part])
    parts = list(shape.get("members", {}).values()) + [shape[part] for part in ("member", "key", "value") if part in shape]
    for part in parts:
        add(shapes, part["shape"], into)


for service, version in MODELS.items():
    model = json.load(gzip.open(data / service / version / "service-2.json.gz"))
    wanted = set(before.get(service, {}).get("operations", {})) | set(sys.argv[1:])
    operations = {name: model["operations"][name]["input"]["shape"] for name in sorted(wanted & set(model["operations"]))}
    shapes = {}
    for name in operations.values():
        add(model["shapes"], name, shapes)
    out[service] = {"operations": operations, "shapes": dict(sorted(shapes.items()))}


def lines(members):
    return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in members.items())


text = ",\n".join(
    f'"{service}": {{"operations": {{\n{lines(part["operations"])}}},\n"shapes": {{\n{lines(part["shapes"])}}}}}'
    for service, part in out.items()
)
target.write_text(f'{{"source": "service models of Amazon Connect and its participant service, botocore {botocore.__version__}",\n{text}}}\n')
