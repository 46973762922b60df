"""The life of an account, as an SDK that is not ours sees it."""

import json
import time
import urllib.request

from boto3_bench import ADMIN, READ, TRUST, client, iam, refused, run, same, sts, walk


def users():
    names = [f"user-{i:02}" for i in range(30)]
    for n in names:
        iam.create_user(UserName=n, Path="/team/", Tags=[{"Key": "team", "Value": "core"}])
    iam.get_waiter("user_exists").wait(UserName=names[0], WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    same("list_users", [u["UserName"] for u in walk("list_users", "Users", PathPrefix="/team/")], names)
    same("other paths", walk("list_users", "Users", PathPrefix="/other/"), [])
    u = iam.get_user(UserName="USER-00")["User"]
    same("the user", (u["UserName"], u["Path"], u["UserId"][:4], u["Tags"]), ("user-00", "/team/", "AIDA", [{"Key": "team", "Value": "core"}]))
    same("the date", u["CreateDate"].microsecond, 0)
    iam.update_user(UserName="user-00", NewUserName="First", NewPath="/")
    same("renamed", iam.get_user(UserName="First")["User"]["UserId"], u["UserId"])
    iam.tag_user(UserName="First", Tags=[{"Key": "a", "Value": "1"}])
    iam.untag_user(UserName="First", TagKeys=["team"])
    same("tags", walk("list_user_tags", "Tags", UserName="First"), [{"Key": "a", "Value": "1"}])
    refused("EntityAlreadyExists", 409, iam.create_user, UserName="FIRST")
    refused("NoSuchEntity", 404, iam.get_user, UserName="user-00")
    refused("ValidationError", 400, iam.create_user, UserName="a b")
    refused("ValidationError", 400, iam.list_users, Marker="not-a-marker")
    refused("NoSuchEntity", 404, iam.delete_user, UserName="nobody")


def groups():
    iam.create_group(GroupName="ops")
    for i in range(1, 20):
        iam.add_user_to_group(GroupName="ops", UserName=f"user-{i:02}")
    same("members", len(walk("get_group", "Users", GroupName="ops")), 19)
    same("groups of one", [g["GroupName"] for g in walk("list_groups_for_user", "Groups", UserName="user-01")], ["ops"])
    refused("DeleteConflict", 409, iam.delete_group, GroupName="ops")
    iam.update_group(GroupName="ops", NewGroupName="people")
    iam.remove_user_from_group(GroupName="people", UserName="user-19")
    same("list_groups", [g["GroupName"] for g in walk("list_groups", "Groups")], ["people"])


def policies():
    arn = iam.create_policy(PolicyName="read", PolicyDocument=READ, Description="reads")["Policy"]["Arn"]
    iam.get_waiter("policy_exists").wait(PolicyArn=arn, WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    for _ in range(4):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=READ, SetAsDefault=True)
    refused("LimitExceeded", 409, iam.create_policy_version, PolicyArn=arn, PolicyDocument=READ)
    same("versions", [v["VersionId"] for v in iam.list_policy_versions(PolicyArn=arn)["Versions"]], ["v5", "v4", "v3", "v2", "v1"])
    got = iam.get_policy_version(PolicyArn=arn, VersionId="v5")["PolicyVersion"]
    same("the document", (got["Document"], got["IsDefaultVersion"]), (json.loads(READ), True))
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
    iam.delete_policy_version(PolicyArn=arn, VersionId="v5")
    refused("MalformedPolicyDocument", 400, iam.create_policy, PolicyName="bad", PolicyDocument="{}")
    iam.attach_user_policy(UserName="First", PolicyArn=arn)
    iam.attach_group_policy(GroupName="people", PolicyArn=ADMIN)
    iam.put_user_policy(UserName="First", PolicyName="own", PolicyDocument=READ)
    iam.put_user_permissions_boundary(UserName="First", PermissionsBoundary=arn)
    same("attached", [p["PolicyName"] for p in walk("list_attached_user_policies", "AttachedPolicies", UserName="First")], ["read"])
    same("inline", iam.get_user_policy(UserName="First", PolicyName="own")["PolicyDocument"], json.loads(READ))
    same("used by", [u["UserName"] for u in walk("list_entities_for_policy", "PolicyUsers", PolicyArn=arn)], ["First"])
    refused("DeleteConflict", 409, iam.delete_policy, PolicyArn=arn)
    same("own policies", [p["PolicyName"] for p in walk("list_policies", "Policies", Scope="Local")], ["read"])
    same("AWS's policies", len(walk("list_policies", "Policies", Scope="AWS")) > 50, True)
    details = walk("get_account_authorization_details", "UserDetailList")
    first = [d for d in details if d["UserName"] == "First"][0]
    same("the details", (len(details), first["UserPolicyList"][0]["PolicyDocument"]), (30, json.loads(READ)))


def console():
    refused("NoSuchEntity", 404, iam.get_login_profile, UserName="First")
    refused("PasswordPolicyViolation", 400, iam.create_login_profile, UserName="First", Password="short")
    iam.create_login_profile(UserName="First", Password="Correct-Horse-9", PasswordResetRequired=True)
    refused("EntityAlreadyExists", 409, iam.create_login_profile, UserName="First", Password="Correct-Horse-9")
    iam.update_login_profile(UserName="First", PasswordResetRequired=False)
    same("the login", iam.get_login_profile(UserName="First")["LoginProfile"]["PasswordResetRequired"], False)
    for pager, field in (("list_mfa_devices", "MFADevices"), ("list_ssh_public_keys", "SSHPublicKeys"), ("list_signing_certificates", "Certificates")):
        same(pager, walk(pager, field, UserName="First"), [])
    iam.delete_login_profile(UserName="First")


def keys():
    made = iam.create_access_key(UserName="First")["AccessKey"]
    iam.create_access_key(UserName="First")
    refused("LimitExceeded", 409, iam.create_access_key, UserName="First")
    same("never used", iam.get_access_key_last_used(AccessKeyId=made["AccessKeyId"])["AccessKeyLastUsed"]["ServiceName"], "N/A")
    theirs = dict(aws_access_key_id=made["AccessKeyId"], aws_secret_access_key=made["SecretAccessKey"])
    same("who", client("sts", **theirs).get_caller_identity()["Arn"], "arn:aws:iam::123456789012:user/First")
    refused("AccessDenied", 403, client("iam", **theirs).list_users)
    used = iam.get_access_key_last_used(AccessKeyId=made["AccessKeyId"])
    same("used", (used["UserName"], used["AccessKeyLastUsed"]["ServiceName"]), ("First", "iam"))
    iam.update_access_key(UserName="First", AccessKeyId=made["AccessKeyId"], Status="Inactive")
    refused("InvalidClientTokenId", 403, client("sts", **theirs).get_caller_identity)
    active = [k["AccessKeyId"] for k in walk("list_access_keys", "AccessKeyMetadata", UserName="First") if k["Status"] == "Active"]
    same("active keys", len(active), 1)
    refused("SignatureDoesNotMatch", 403, client("iam", aws_access_key_id=active[0], aws_secret_access_key="wrong").list_users)
    refused("DeleteConflict", 409, iam.delete_user, UserName="First")
    for k in walk("list_access_keys", "AccessKeyMetadata", UserName="First"):
        iam.delete_access_key(UserName="First", AccessKeyId=k["AccessKeyId"])


def account():
    iam.create_account_alias(AccountAlias="acme-dev")
    same("alias", iam.list_account_aliases()["AccountAliases"], ["acme-dev"])
    iam.delete_account_alias(AccountAlias="acme-dev")
    refused("NoSuchEntity", 404, iam.get_account_password_policy)
    iam.update_account_password_policy(MinimumPasswordLength=20, RequireSymbols=True)
    same("rules", iam.get_account_password_policy()["PasswordPolicy"]["MinimumPasswordLength"], 20)
    refused("PasswordPolicyViolation", 400, iam.create_login_profile, UserName="user-01", Password="Correct-Horse-9")
    iam.delete_account_password_policy()
    same("summary", iam.get_account_summary()["SummaryMap"]["Users"], 30)
    refused("ReportNotPresent", 410, iam.get_credential_report)
    while iam.generate_credential_report()["State"] != "COMPLETE":
        time.sleep(0.1)
    lines = iam.get_credential_report()["Content"].decode().splitlines()
    same("the report", (lines[0][:8], lines[1][:14], len(lines)), ("user,arn", "<root_account>", 32))


def roles():
    iam.create_role(RoleName="app", AssumeRolePolicyDocument=TRUST)
    iam.get_waiter("role_exists").wait(RoleName="app", WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    iam.attach_role_policy(RoleName="app", PolicyArn=ADMIN)
    iam.put_role_policy(RoleName="app", PolicyName="own", PolicyDocument=READ)
    same("list_roles", [r["RoleName"] for r in walk("list_roles", "Roles")], ["app"])
    same("trust", iam.get_role(RoleName="app")["Role"]["AssumeRolePolicyDocument"], json.loads(TRUST))
    refused("DeleteConflict", 409, iam.delete_role, RoleName="app")
    iam.detach_role_policy(RoleName="app", PolicyArn=ADMIN)
    iam.delete_role_policy(RoleName="app", PolicyName="own")
    iam.delete_role(RoleName="app")


def simulation():
    answer = iam.simulate_custom_policy(PolicyInputList=[READ], ActionNames=["s3:GetObject", "s3:PutObject"], ResourceArns=["arn:aws:s3:::reports/a"])
    same("simulate", [r["EvalDecision"] for r in answer["EvaluationResults"]], ["allowed", "implicitDeny"])


def presigned():
    url = iam.generate_presigned_url("get_user", Params={"UserName": "First"}, ExpiresIn=60, HttpMethod="GET")
    with urllib.request.urlopen(url) as answer:
        same("a presigned GET", (answer.status, b"<UserName>First</UserName>" in answer.read()), (200, True))


def end():
    iam.detach_user_policy(UserName="First", PolicyArn="arn:aws:iam::123456789012:policy/read")
    iam.delete_user_policy(UserName="First", PolicyName="own")
    iam.delete_user_permissions_boundary(UserName="First")
    for v in walk("list_policy_versions", "Versions", PolicyArn="arn:aws:iam::123456789012:policy/read"):
        if not v["IsDefaultVersion"]:
            iam.delete_policy_version(PolicyArn="arn:aws:iam::123456789012:policy/read", VersionId=v["VersionId"])
    iam.delete_policy(PolicyArn="arn:aws:iam::123456789012:policy/read")
    iam.delete_user(UserName="First")
    refused("InvalidAction", 400, iam.list_saml_providers)
    same("the root", sts.get_caller_identity()["Arn"], "arn:aws:iam::123456789012:root")


run(users, groups, policies, console, keys, account, roles, simulation, presigned, end)
