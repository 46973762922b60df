"""What the boto3 programs here share: clients of the sandbox, whose address is
the only argument, and how they ask. Key and region come from the environment.
The first wrong answer ends the program."""

import json
import sys

import boto3
from botocore.client import Config
from botocore.exceptions import ClientError

READ = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::reports/*"]}]})
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"

# "Common errors" of the API reference, which the model of no action lists.
COMMON = {"AccessDenied", "InvalidAction", "InvalidClientTokenId", "SignatureDoesNotMatch", "ValidationError"}


def client(service, **key):
    return boto3.client(service, endpoint_url=sys.argv[1], config=Config(retries={"max_attempts": 1}), **key)


iam, sts = client("iam"), client("sts")


def same(what, got, want):
    if got != want:
        raise SystemExit(f"{what} = {got!r}, want {want!r}")


def refused(code, status, call, **arguments):
    """A refusal has its code, its status and a request id. The code is one that
    the published model of the action lists, and so of a class of its own, or a
    common one."""
    name = f"{call.__name__}({arguments})"
    try:
        call(**arguments)
    except ClientError as e:
        got = e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"]
        same(name, got, (code, status))
        same("a request id", bool(e.response["ResponseMetadata"]["RequestId"]), True)
        meta = call.__self__.meta
        listed = {s.metadata.get("error", {}).get("code", s.name): s.name
                  for s in meta.service_model.operation_model(meta.method_to_api_mapping[call.__name__]).error_shapes}
        if code not in COMMON:
            same(f"the class of {name}", type(e).__name__, listed.get(code, f"one of {sorted(listed)}"))
        return e.response["Error"].get("Message", "")
    raise SystemExit(f"{name} succeeded, want {code}")


def walk(pager, field, size=7, **arguments):
    """All things of a list, a few at a time."""
    pages = iam.get_paginator(pager).paginate(PaginationConfig={"PageSize": size}, **arguments)
    return [one for page in pages for one in page[field]]


def run(*parts):
    for part in parts:
        part()
        print("ok", part.__name__)
