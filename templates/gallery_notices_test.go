package templates_test

import (
	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// noticeSamples are the page of reminders in its states.
func noticeSamples(p templates.Page) []sample {
	page := titled(p, p.T.Notices.Title, templates.SectionNotices)
	full := templates.Notices{Page: page, Hook: "https://chat.example.com", Reports: templates.NoticeReports()}
	full.Mail = templates.NewNoticeMail(page, "mail.example.com:587", "starttls")
	full.Mail.User, full.Mail.From, full.Mail.To = "keyporter", "keyporter@example.com", "ops@example.com, second@example.com"
	for i, k := range desk.NoticeKinds() {
		full.Kinds = append(full.Kinds, templates.NewNoticeKindRow(page, k, i > 0))
	}
	entry := func(k desk.NoticeKind, user string, list ...desk.Delivery) {
		n := desk.NewNotice(now, k, user, "AKIAIOSFODNN7EXAMPLE")
		full.Rows = append(full.Rows, templates.NewNoticeRows(page, desk.NoticeEntry{Notice: n, Addressed: len(list) > 0 || user == "bo", Deliveries: list})...)
	}
	ops, hook := desk.Address{Channel: desk.ChannelMail, To: "ops@example.com"}, desk.Address{Channel: desk.ChannelWebhook}
	entry(desk.NoticeKeyUnclaimed, "<b>ana</b>",
		desk.Delivery{Address: ops, State: desk.DeliveryFailed, Attempts: 1, Reply: desk.ReplyRefused, Answer: "550 5.1.1 <b>No</b> such user", Ended: now},
		desk.Delivery{Address: hook, State: desk.DeliveryWaits, Attempts: 2, Reply: desk.ReplyDeferred, Answer: "503 Service Unavailable", Next: now})
	entry(desk.NoticeRotationDue, longName, desk.Delivery{Address: ops, State: desk.DeliverySent, Attempts: 1, Reply: desk.ReplyAccepted, Answer: "250 2.0.0 OK", Ended: now})
	entry(desk.NoticeOldKeyUsed, "bo")
	entry(desk.NoticeLifetimeEnding, "cho")
	entry(desk.NoticeTest, "", desk.Delivery{Address: hook, State: desk.DeliveryFailed, Attempts: 1, Reply: desk.ReplyAway, Answer: "connection refused"})
	bare := templates.Notices{Page: page, Kinds: full.Kinds, Reports: full.Reports}
	failed, quiet := full, full
	failed.Faulty, failed.Flash = true, &templates.Flash{Kind: "bad", Text: p.T.Fault(fault.New(fault.Conflict, fault.CodeNoticeTest, "ops@example.com: 550 5.1.1 <b>No</b> such user"))}
	refused := full
	refused.Faulty, refused.Fault = true, fault.New(fault.Conflict, fault.CodeNoticeNotOpen)
	quiet.Page = readOnly(page)
	return []sample{{"notices", full.View()}, {"notices-bare", bare.View()}, {"notices-failed", failed.View()}, {"notices-refused", refused.View()}, {"notices-read-only", quiet.View()}}
}
