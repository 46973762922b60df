package demo

import "slices"

const home = "ap-northeast-2"

// buckets makes three or four for each team, and the ledger.
func (m *maker) buckets() {
	for i, team := range teams {
		for _, kind := range bucketKinds {
			if team == "finance" && kind == "assets" {
				continue // the ledger makes forty
			}
			region := home
			if kind == "backup" {
				region = "us-east-1"
			}
			m.Buckets = append(m.Buckets, Bucket{Name: teamBucket(team, kind), Region: region, Created: m.ago(920 - 20*i - m.IntN(15))})
		}
	}
	m.Buckets = append(m.Buckets, Bucket{Name: "haneul-payments-ledger", Region: home, Created: m.ago(840), Policy: m.ledger()})
	m.onBucket(PublicBucket, func(b *Bucket) {
		b.Unblocked = true
		b.Policy = document(allow("PublicRead", []string{"s3:GetObject"}, objectsOf(b.Name)).to("*"))
	})
	m.onBucket(teamBucket("data", "exports"), func(b *Bucket) {
		b.Policy = document(
			allow("PartnerList", []string{"s3:ListBucket"}, bucketOf(b.Name)).to("arn:aws:iam::"+partner+":root"),
			allow("PartnerExchange", []string{"s3:GetObject", "s3:PutObject"}, objectsOf(b.Name)).to("arn:aws:iam::"+partner+":root"))
	})
	m.onBucket(teamBucket("security", "logs"), func(b *Bucket) {
		b.Policy = document(
			deny("KeepLogs", []string{"s3:DeleteObject", "s3:DeleteBucket"}, bucketOf(b.Name), objectsOf(b.Name)).to("*"),
			allow("Auditor", []string{"s3:GetObject"}, objectsOf(b.Name)).to("arn:aws:iam::"+auditor+":root"))
	})
	m.onBucket(teamBucket("support", "exports"), func(b *Bucket) {
		b.Policy = document(allow("Office", []string{"s3:GetObject"}, objectsOf(b.Name)).
			to("arn:aws:iam::"+m.account+":root").when("IpAddress", "aws:SourceIp", office))
	})
}

// ledger keeps all but the people of finance from deleting.
func (m *maker) ledger() string {
	s := deny("FinanceOnly", []string{"s3:DeleteObject", "s3:PutObjectAcl"}, objectsOf("haneul-payments-ledger")).to("*")
	return document(s.when("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::"+m.account+":user/finance/*"))
}

func (m *maker) onBucket(name string, change func(b *Bucket)) {
	change(&m.Buckets[slices.IndexFunc(m.Buckets, func(b Bucket) bool { return b.Name == name })])
}
