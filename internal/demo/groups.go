package demo

// groups makes two for each team and ten more: thirty.
func (m *maker) groups() {
	for i, team := range teams {
		m.group(Group{Name: team + "-engineers", Attached: []string{m.own(team + "-write"), m.own("own-access-keys")}}, 880-20*i)
		m.group(Group{Name: team + "-readers", Attached: []string{m.own(team + "-read")}}, 870-20*i)
	}
	m.group(Group{Name: "Administrators", Attached: []string{aws("AdministratorAccess")}}, 930)
	// An administrator's rights, in a group whose name does not tell.
	m.group(Group{Name: "platform-oncall", Inline: []Inline{{"oncall-repairs", document(allow("Repair", []string{"*"}, "*"))}}}, 365)
	m.group(Group{Name: "ci-deployers", Attached: []string{m.own("ci-deploy")}}, 520)
	m.group(Group{Name: "policy-editors", Attached: []string{m.own("policy-editors")}}, 450)
	m.group(Group{Name: "contractors", Attached: []string{aws("AmazonS3FullAccess")}}, 640)
	m.group(Group{Name: "interns", Attached: []string{m.own("payments-read"), m.own("no-ledger")}}, 430)
	m.group(Group{Name: "support-office", Attached: []string{m.own("office-only-attachments")}}, 410)
	m.group(Group{Name: "media-editors", Attached: []string{m.own("own-folder")}}, 400)
	m.group(Group{Name: "backup-operators", Attached: []string{m.own("backup-with-mfa")}}, 380)
	m.group(Group{Name: "external-auditors", Attached: []string{aws("SecurityAudit")}}, 330) // nobody is in it
}

func (m *maker) group(g Group, days int) {
	g.Created = m.ago(days)
	m.Groups = append(m.Groups, g)
}
