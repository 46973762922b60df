"""What an SDK that is not ours is refused, in which order, and how it walks
through lists of more than a page."""

import base64
import hashlib
import hmac
import json
import struct
import time

from boto3_bench import ADMIN, READ, client, iam, refused, run, same, walk

ACCOUNT = "arn:aws:iam::123456789012:"
ALL = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:*", "Resource": "*"}})


def code(seed, step):
    """RFC 6238 with SHA-1 and six digits, from the text that people type."""
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06}"


def lists():
    names = [f"many-{i:03}" for i in range(130)]
    for n in names:
        iam.create_user(UserName=n)
    page = iam.list_users()
    same("a page without MaxItems", (len(page["Users"]), page["IsTruncated"]), (100, True))
    same("the next", len(iam.list_users(Marker=page["Marker"])["Users"]), 30)
    same("a page of 1,000", (len(iam.list_users(MaxItems=1000)["Users"]), "Marker" in iam.list_users(MaxItems=1000)), (130, False))
    got, token = [], None
    for size in (1, 49, 100):
        pages = iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 20, "MaxItems": size, "StartingToken": token})
        whole = pages.build_full_result()
        got += [u["UserName"] for u in whole["Users"]]
        token = whole.get("NextToken")
    same("by starting tokens", (got, token), (names, None))
    for i in range(105):
        iam.create_group(GroupName=f"many-{i:03}")
        iam.create_policy(PolicyName=f"many-{i:03}", PolicyDocument=READ, Path="/many/")
    iam.create_group(GroupName="crowd")
    for n in names:
        iam.add_user_to_group(GroupName="crowd", UserName=n)
        iam.attach_user_policy(UserName=n, PolicyArn=ACCOUNT + "policy/many/many-000")
    same("groups", len(walk("list_groups", "Groups", 100)), 106)
    same("policies", len(walk("list_policies", "Policies", 50, Scope="Local", PathPrefix="/many/")), 105)
    same("members", [u["UserName"] for u in walk("get_group", "Users", 60, GroupName="crowd")], names)
    same("holders", [u["UserName"] for u in walk("list_entities_for_policy", "PolicyUsers", 60, PolicyArn=ACCOUNT + "policy/many/many-000")], names)
    pages = list(iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 90}))
    same("the details", [sum(len(p[f]) for p in pages) for f in ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")], [130, 106, 0, 105])
    refused("ValidationError", 400, iam.list_users, MaxItems=1001)
    same("the filter", [p["PolicyName"] for p in walk("list_policies", "Policies", Scope="Local", OnlyAttached=True)], ["many-000"])


def devices():
    now = int(time.time()) // 30
    made = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone", Tags=[{"Key": "of", "Value": "ana"}])["VirtualMFADevice"]
    seed, serial = made["Base32StringSeed"], made["SerialNumber"]
    same("the device", (serial, made["QRCodePNG"][:4], len(base64.b32decode(seed)) >= 20), (ACCOUNT + "mfa/phone", b"\x89PNG", True))
    refused("EntityAlreadyExists", 409, iam.create_virtual_mfa_device, VirtualMFADeviceName="phone")
    ask = dict(UserName="many-000", SerialNumber=serial)
    both = lambda step: dict(AuthenticationCode1=code(seed, step), AuthenticationCode2=code(seed, step + 1))
    refused("InvalidAuthenticationCode", 403, iam.enable_mfa_device, **ask, **both(now - 90))
    refused("NoSuchEntity", 404, iam.enable_mfa_device, UserName="nobody", SerialNumber=serial, **both(now - 1))
    iam.enable_mfa_device(**ask, **both(now - 1))
    refused("EntityAlreadyExists", 409, iam.enable_mfa_device, **ask, **both(now + 1))
    refused("InvalidAuthenticationCode", 403, iam.resync_mfa_device, **ask, **both(now - 1))
    iam.resync_mfa_device(**ask, **both(now + 1))
    same("of the user", [d["SerialNumber"] for d in walk("list_mfa_devices", "MFADevices", UserName="many-000")], [serial])
    found = walk("list_virtual_mfa_devices", "VirtualMFADevices", AssignmentStatus="Assigned")
    same("assigned", [(d["User"]["UserName"], "Base32StringSeed" in d) for d in found], [("many-000", False)])
    same("tags", iam.list_mfa_device_tags(SerialNumber=serial)["Tags"], [{"Key": "of", "Value": "ana"}])
    same("the summary", [iam.get_account_summary()["SummaryMap"][k] for k in ("MFADevices", "MFADevicesInUse", "Users", "Groups", "Policies")], [1, 1, 130, 106, 105])
    refused("DeleteConflict", 409, iam.delete_virtual_mfa_device, SerialNumber=serial)


def passwords():
    user = dict(UserName="many-000")
    iam.create_login_profile(**user, Password="Correct-Horse-9")
    made = iam.create_access_key(**user)["AccessKey"]
    iam.put_user_policy(**user, PolicyName="own", PolicyDocument=ALL)
    theirs = client("iam", aws_access_key_id=made["AccessKeyId"], aws_secret_access_key=made["SecretAccessKey"])
    change = lambda old, new: dict(OldPassword=old, NewPassword=new)
    theirs.change_password(**change("Correct-Horse-9", "Another-Horse-8"))
    refused("AccessDenied", 403, theirs.change_password, **change("Correct-Horse-9", "Third-Horse-77"))
    refused("PasswordPolicyViolation", 400, theirs.change_password, **change("Another-Horse-8", "short"))
    rules = dict(MinimumPasswordLength=12, RequireNumbers=True, RequireSymbols=True, PasswordReusePrevention=2, AllowUsersToChangePassword=True)
    iam.update_account_password_policy(**rules)
    got = iam.get_account_password_policy()["PasswordPolicy"]
    same("the rules", {k: got[k] for k in rules}, rules)
    same("the other rules", [got[k] for k in ("RequireUppercaseCharacters", "RequireLowercaseCharacters", "ExpirePasswords")], [False, False, False])
    refused("PasswordPolicyViolation", 400, theirs.change_password, **change("Another-Horse-8", "another-horse-eight"))
    refused("PasswordPolicyViolation", 400, theirs.change_password, **change("Another-Horse-8", "Correct-Horse-9"))
    for wrong in (dict(MinimumPasswordLength=129), dict(MaxPasswordAge=1096), dict(PasswordReusePrevention=25)):
        refused("ValidationError", 400, iam.update_account_password_policy, **wrong)
    iam.delete_account_password_policy()
    refused("NoSuchEntity", 404, iam.delete_account_password_policy)


def report():
    while iam.generate_credential_report()["State"] != "COMPLETE":
        time.sleep(0.1)
    got = iam.get_credential_report()
    lines = [line.split(",") for line in got["Content"].decode().splitlines()]
    row = dict(zip(lines[0], next(line for line in lines if line[0] == "many-000")))
    want = {"arn": ACCOUNT + "user/many-000", "password_enabled": "true", "mfa_active": "true", "access_key_1_active": "true",
            "access_key_1_last_used_service": "iam", "access_key_1_last_used_region": "us-east-1", "access_key_2_active": "false", "access_key_2_last_rotated": "N/A"}
    same("the row", {k: row[k] for k in want}, want)
    same("the report", (got["ReportFormat"], len(lines[0]), len(lines)), ("text/csv", 22, 132))


def order():
    """What a user must lose first, until it can be deleted."""
    user = dict(UserName="many-000")
    steps = [
        ("login profile", iam.delete_login_profile, user),
        ("access keys", iam.delete_access_key, dict(user, AccessKeyId=iam.list_access_keys(**user)["AccessKeyMetadata"][0]["AccessKeyId"])),
        ("MFA device", iam.deactivate_mfa_device, dict(user, SerialNumber=ACCOUNT + "mfa/phone")),
        ("delete policies", iam.delete_user_policy, dict(user, PolicyName="own")),
        ("detach all policies", iam.detach_user_policy, dict(user, PolicyArn=ACCOUNT + "policy/many/many-000")),
        ("from group", iam.remove_user_from_group, dict(user, GroupName="crowd")),
    ]
    for words, call, arguments in steps:
        message = refused("DeleteConflict", 409, iam.delete_user, **user)
        same(f"{words!r} in {message!r}", words in message, True)
        call(**arguments)
    iam.delete_user(**user)
    iam.delete_virtual_mfa_device(SerialNumber=ACCOUNT + "mfa/phone")
    refused("NoSuchEntity", 404, iam.get_user, **user)


def quotas():
    user = dict(UserName="many-001")
    for i in range(9):
        iam.add_user_to_group(**user, GroupName=f"many-{i:03}")
        iam.attach_user_policy(**user, PolicyArn=f"{ACCOUNT}policy/many/many-{i + 1:03}")
    refused("LimitExceeded", 409, iam.add_user_to_group, **user, GroupName="many-050")
    refused("LimitExceeded", 409, iam.attach_user_policy, **user, PolicyArn=ADMIN)
    long = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::" + "a" * 2048}})
    refused("LimitExceeded", 409, iam.put_user_policy, **user, PolicyName="long", PolicyDocument=long)
    tags = [{"Key": f"k{i}", "Value": ""} for i in range(50)]
    iam.tag_user(**user, Tags=tags)
    same("the tags", len(walk("list_user_tags", "Tags", **user)), 50)
    refused("LimitExceeded", 409, iam.tag_user, **user, Tags=[{"Key": "more", "Value": ""}])
    for i in range(106, 300):
        iam.create_group(GroupName=f"fill-{i}")
    refused("LimitExceeded", 409, iam.create_group, GroupName="one-more")


def wrong():
    for call, arguments in (
        (iam.create_user, dict(UserName="a" * 65)),
        (iam.create_user, dict(UserName="x", Path="team")),
        (iam.create_user, dict(UserName="x", Tags=[{"Key": "k" * 129, "Value": ""}])),
        (iam.create_group, dict(GroupName="a/b")),
        (iam.list_users, dict(PathPrefix="team")),
        (iam.update_access_key, dict(UserName="many-001", AccessKeyId="AKIAIOSFODNN7EXAMPLE", Status="Sleeping")),
        (iam.list_policies, dict(Scope="Mine")),
        (iam.create_account_alias, dict(AccountAlias="Upper")),
    ):
        refused("ValidationError", 400, call, **arguments)
    refused("NoSuchEntity", 404, iam.get_policy, PolicyArn=ACCOUNT + "policy/none")
    refused("NoSuchEntity", 404, iam.attach_user_policy, UserName="many-001", PolicyArn=ACCOUNT + "policy/none")
    refused("NoSuchEntity", 404, iam.get_policy_version, PolicyArn=ACCOUNT + "policy/many/many-001", VersionId="v9")
    refused("NoSuchEntity", 404, iam.delete_account_alias, AccountAlias="not-there")
    refused("EntityAlreadyExists", 409, iam.update_user, UserName="many-001", NewUserName="MANY-002")
    refused("InvalidInput", 400, iam.tag_user, UserName="many-001", Tags=[{"Key": "a", "Value": ""}, {"Key": "A", "Value": ""}])
    refused("MalformedPolicyDocument", 400, iam.put_user_policy, UserName="many-001", PolicyName="p", PolicyDocument="[]")


run(lists, devices, passwords, report, order, quotas, wrong)
