"""Buckets and objects, as an SDK that is not ours sees them."""

import io
import json
import sys
import urllib.error
import urllib.parse
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED
from botocore.client import Config
from botocore.exceptions import ClientError

from boto3_bench import client, iam, run, same

s3 = client("s3")
ACCOUNT = "123456789012"


def refused(code, status, call, **arguments):
    try:
        call(**arguments)
    except ClientError as e:
        same(f"{call.__name__}({arguments})", (e.response["Error"]["Code"], e.response["ResponseMetadata"]["HTTPStatusCode"]), (code, status))
        return
    raise SystemExit(f"{call.__name__}({arguments}) succeeded, want {code}")


def buckets():
    s3.create_bucket(Bucket="reports")
    s3.get_waiter("bucket_exists").wait(Bucket="reports", WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    s3.create_bucket(Bucket="reports")  # in us-east-1 nothing happens
    seoul = client("s3", region_name="ap-northeast-2")
    seoul.create_bucket(Bucket="archive", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-2"})
    same("buckets", [b["Name"] for b in s3.list_buckets()["Buckets"]], ["archive", "reports"])
    same("location", s3.get_bucket_location(Bucket="archive")["LocationConstraint"], "ap-northeast-2")
    same("location of us-east-1", s3.get_bucket_location(Bucket="reports")["LocationConstraint"], None)
    refused("IllegalLocationConstraintException", 400, seoul.create_bucket, Bucket="elsewhere")
    refused("BucketAlreadyOwnedByYou", 409, s3.create_bucket, Bucket="archive")
    refused("NoSuchBucketPolicy", 404, s3.get_bucket_policy, Bucket="reports")
    refused("NoSuchLifecycleConfiguration", 404, s3.get_bucket_lifecycle_configuration, Bucket="reports")
    refused("NotImplemented", 501, s3.put_bucket_versioning, Bucket="reports", VersioningConfiguration={"Status": "Enabled"})


def objects():
    s3.put_object(Bucket="reports", Key="a b+c/é", Body=b"text", Metadata={"owner": "ana"}, ContentType="text/plain")
    s3.get_waiter("object_exists").wait(Bucket="reports", Key="a b+c/é", WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    got = s3.get_object(Bucket="reports", Key="a b+c/é")
    same("object", (got["Body"].read(), got["Metadata"], got["ContentType"]), (b"text", {"owner": "ana"}, "text/plain"))
    same("range", s3.get_object(Bucket="reports", Key="a b+c/é", Range="bytes=1-2")["Body"].read(), b"ex")
    for algorithm in ["CRC32", "SHA1", "SHA256"]:
        s3.put_object(Bucket="reports", Key=algorithm, Body=io.BytesIO(b"x" * 300000), ChecksumAlgorithm=algorithm)
        same(algorithm, len(s3.get_object(Bucket="reports", Key=algorithm, ChecksumMode="ENABLED")["Body"].read()), 300000)
    keys = [o["Key"] for p in s3.get_paginator("list_objects_v2").paginate(Bucket="reports", PaginationConfig={"PageSize": 1}) for o in p["Contents"]]
    same("keys", keys, ["CRC32", "SHA1", "SHA256", "a b+c/é"])
    same("older list", [p["Prefix"] for p in s3.list_objects(Bucket="reports", Delimiter="/")["CommonPrefixes"]], ["a b+c/"])
    answer = s3.delete_objects(Bucket="reports", Delete={"Objects": [{"Key": k} for k in keys]})
    same("deleted", sorted(d["Key"] for d in answer["Deleted"]), keys)
    refused("NoSuchKey", 404, s3.get_object, Bucket="reports", Key="CRC32")
    refused("404", 404, s3.head_object, Bucket="reports", Key="CRC32")


def parts():
    body = bytes(range(256)) * 50000  # 12.8 MB
    s3.upload_fileobj(io.BytesIO(body), "reports", "large", Config=TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20))
    same("parts", s3.head_object(Bucket="reports", Key="large")["ETag"][-3:], '-3"')
    into = io.BytesIO()
    s3.download_fileobj("reports", "large", into, Config=TransferConfig(multipart_threshold=5 << 20))
    same("download", into.getvalue() == body, True)
    s3.copy({"Bucket": "reports", "Key": "large"}, "archive", "large", Config=TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=6 << 20))
    same("copy", s3.head_object(Bucket="archive", Key="large")["ContentLength"], len(body))
    same("no upload is left", s3.list_multipart_uploads(Bucket="archive").get("Uploads"), None)


def presigned():
    v4 = boto3.client("s3", endpoint_url=sys.argv[1], config=Config(signature_version="s3v4"))
    put = v4.generate_presigned_url("put_object", Params={"Bucket": "reports", "Key": "p q", "Metadata": {"owner": "bo"}}, ExpiresIn=60)
    request = urllib.request.Request(put, data=b"signed", method="PUT", headers={"x-amz-meta-owner": "bo"})
    same("a presigned PUT", urllib.request.urlopen(request).status, 200)
    get = v4.generate_presigned_url("get_object", Params={"Bucket": "reports", "Key": "p q", "ResponseContentType": "text/html"}, ExpiresIn=60)
    with urllib.request.urlopen(get) as answer:
        same("a presigned GET", (answer.read(), answer.headers["Content-Type"], answer.headers["x-amz-meta-owner"]), (b"signed", "text/html", "bo"))
    try:
        urllib.request.urlopen(get + "&x=y")
    except urllib.error.HTTPError as e:
        same("a changed address", e.code, 403)
    else:
        raise SystemExit("a changed address was taken")


def keys():
    iam.create_user(UserName="ana")
    iam.put_user_policy(UserName="ana", PolicyName="p", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": {"StringLike": {"s3:prefix": "home/${aws:username}/*"}}},
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::reports/home/${aws:username}/*"}]}))
    key = iam.create_access_key(UserName="ana")["AccessKey"]
    ana = client("s3", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"])
    ana.put_object(Bucket="reports", Key="home/ana/a", Body=b"own")
    same("own folder", [o["Key"] for o in ana.list_objects_v2(Bucket="reports", Prefix="home/ana/")["Contents"]], ["home/ana/a"])
    refused("AccessDenied", 403, ana.put_object, Bucket="reports", Key="home/bo/a", Body=b"x")
    refused("AccessDenied", 403, ana.list_objects_v2, Bucket="reports", Prefix="home/")
    refused("AccessDenied", 403, ana.delete_object, Bucket="reports", Key="home/ana/a")
    refused("AccessDenied", 403, ana.list_buckets)


def public():
    nobody = boto3.client("s3", endpoint_url=sys.argv[1], config=Config(signature_version=UNSIGNED))
    refused("AccessDenied", 403, nobody.get_object, Bucket="reports", Key="p q")
    policy = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"}})
    refused("AccessDenied", 403, s3.put_bucket_policy, Bucket="reports", Policy=policy)
    s3.delete_public_access_block(Bucket="reports")
    s3.put_bucket_policy(Bucket="reports", Policy=policy)
    same("public", s3.get_bucket_policy_status(Bucket="reports")["PolicyStatus"]["IsPublic"], True)
    same("by nobody", nobody.get_object(Bucket="reports", Key="p q")["Body"].read(), b"signed")

    control = client("s3control")

    def straight(request, **_):  # the name of the account before an address leads nowhere
        url = urllib.parse.urlsplit(request.url)
        request.headers["Host"] = url.netloc
        request.url = url._replace(netloc=urllib.parse.urlsplit(sys.argv[1]).netloc).geturl()

    control.meta.events.register("before-send.s3-control", straight)
    refused("NoSuchPublicAccessBlockConfiguration", 404, control.get_public_access_block, AccountId=ACCOUNT)
    block = {"BlockPublicAcls": True, "IgnorePublicAcls": False, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
    control.put_public_access_block(AccountId=ACCOUNT, PublicAccessBlockConfiguration=block)
    same("block", control.get_public_access_block(AccountId=ACCOUNT)["PublicAccessBlockConfiguration"], block)
    refused("AccessDenied", 403, nobody.get_object, Bucket="reports", Key="p q")
    control.delete_public_access_block(AccountId=ACCOUNT)
    same("by nobody again", nobody.get_object(Bucket="reports", Key="p q")["Body"].read(), b"signed")


run(buckets, objects, parts, presigned, keys, public)
