"""Public SSH keys, service-specific credentials and signing certificates of a
user: their lives, their quotas, and how they hold up the user's deletion. The
keys and certificates come in the environment."""

import os

from boto3_bench import iam, refused, run, same, walk

KEYS, CERTIFICATES = os.environ["SSH_KEYS"].split("\n\n"), os.environ["CERTIFICATES"].split("\n\n")


def ssh_keys():
    iam.create_user(UserName="ana")
    made = [iam.upload_ssh_public_key(UserName="ana", SSHPublicKeyBody=key)["SSHPublicKey"] for key in KEYS[:5]]
    key = made[0]
    same("the prefix of an SSH key", key["SSHPublicKeyId"][:4], "APKA")
    same("the kind of an SSH key", key["SSHPublicKeyBody"].split()[0], "ssh-rsa")
    same("the fingerprint of an SSH key", len(key["Fingerprint"].split(":")), 16)
    refused("DuplicateSSHPublicKey", 400, iam.upload_ssh_public_key, UserName="ana", SSHPublicKeyBody=KEYS[0])
    refused("LimitExceeded", 409, iam.upload_ssh_public_key, UserName="ana", SSHPublicKeyBody=KEYS[5])
    refused("UnrecognizedPublicKeyEncoding", 400, iam.upload_ssh_public_key, UserName="ana", SSHPublicKeyBody="not a key")
    refused("InvalidPublicKey", 400, iam.upload_ssh_public_key, UserName="ana", SSHPublicKeyBody="ssh-rsa AAAA")
    name = {"UserName": "ana", "SSHPublicKeyId": key["SSHPublicKeyId"]}
    pem = iam.get_ssh_public_key(Encoding="PEM", **name)["SSHPublicKey"]["SSHPublicKeyBody"]
    same("an SSH key in PEM", pem.startswith("-----BEGIN PUBLIC KEY-----"), True)
    iam.update_ssh_public_key(Status="Inactive", **name)
    listed = walk("list_ssh_public_keys", "SSHPublicKeys", size=2, UserName="ana")
    same("the SSH keys", sorted((k["SSHPublicKeyId"], k["Status"]) for k in listed),
         sorted((k["SSHPublicKeyId"], "Inactive" if k is key else "Active") for k in made))
    for one in made[1:]:
        iam.delete_ssh_public_key(UserName="ana", SSHPublicKeyId=one["SSHPublicKeyId"])
    refused("NoSuchEntity", 404, iam.delete_ssh_public_key, UserName="ana", SSHPublicKeyId=made[1]["SSHPublicKeyId"])


def services():
    made = iam.create_service_specific_credential(UserName="ana", ServiceName="codecommit.amazonaws.com")["ServiceSpecificCredential"]
    same("the name for the service", made["ServiceUserName"], "ana-at-123456789012")
    iam.create_service_specific_credential(UserName="ana", ServiceName="codecommit.amazonaws.com")
    refused("LimitExceeded", 409, iam.create_service_specific_credential, UserName="ana", ServiceName="codecommit.amazonaws.com")
    refused("NotSupportedService", 404, iam.create_service_specific_credential, UserName="ana", ServiceName="s3.amazonaws.com")
    name = {"UserName": "ana", "ServiceSpecificCredentialId": made["ServiceSpecificCredentialId"]}
    new = iam.reset_service_specific_credential(**name)["ServiceSpecificCredential"]
    same("a password that was reset", new["ServicePassword"] not in ("", made["ServicePassword"]), True)
    iam.update_service_specific_credential(Status="Inactive", **name)
    listed = iam.list_service_specific_credentials(UserName="ana", ServiceName="codecommit.amazonaws.com")["ServiceSpecificCredentials"]
    same("the credentials", sorted(c["Status"] for c in listed), ["Active", "Inactive"])
    same("a password in the list", any("ServicePassword" in c for c in listed), False)
    for c in listed:
        iam.delete_service_specific_credential(UserName="ana", ServiceSpecificCredentialId=c["ServiceSpecificCredentialId"])
    refused("NoSuchEntity", 404, iam.reset_service_specific_credential, **name)


def certificates():
    made = [iam.upload_signing_certificate(UserName="ana", CertificateBody=body)["Certificate"] for body in CERTIFICATES[:2]]
    same("the certificate as it came", made[0]["CertificateBody"].strip(), CERTIFICATES[0].strip())
    refused("DuplicateCertificate", 409, iam.upload_signing_certificate, UserName="ana", CertificateBody=CERTIFICATES[0])
    refused("LimitExceeded", 409, iam.upload_signing_certificate, UserName="ana", CertificateBody=CERTIFICATES[2])
    refused("MalformedCertificate", 400, iam.upload_signing_certificate, UserName="ana", CertificateBody="not one")
    iam.update_signing_certificate(UserName="ana", CertificateId=made[0]["CertificateId"], Status="Inactive")
    listed = walk("list_signing_certificates", "Certificates", size=1, UserName="ana")
    same("the certificates", sorted(c["Status"] for c in listed), ["Active", "Inactive"])


def end():
    """AWS names what stands in the way of a deletion, one after the other."""
    def stopped(by):
        same("what is in the way", refused("DeleteConflict", 409, iam.delete_user, UserName="ana"), f"Cannot delete entity, must {by} first.")

    stopped("delete certificates")
    for c in walk("list_signing_certificates", "Certificates", UserName="ana"):
        iam.delete_signing_certificate(UserName="ana", CertificateId=c["CertificateId"])
    stopped("remove referenced objects")
    for k in walk("list_ssh_public_keys", "SSHPublicKeys", UserName="ana"):
        iam.delete_ssh_public_key(UserName="ana", SSHPublicKeyId=k["SSHPublicKeyId"])
    iam.delete_user(UserName="ana")


run(ssh_keys, services, certificates, end)
