package model

import "testing"

func TestWhatSomebodyMostLikelyAnswers(t *testing.T) {
	all := []Touch{
		{ID: 1, ContactID: 7, Channel: Letter, Outcome: Posted, Direction: Outbound},
		{ID: 2, ContactID: 7, Channel: Email, Outcome: Sent, Direction: Outbound},
		{ID: 3, ContactID: 7, Channel: Phone, Outcome: VoicemailLeft, Direction: Outbound, Voided: true},
		{ID: 4, ContactID: 8, Channel: Email, Outcome: Sent, Direction: Outbound},
		{ID: 5, ContactID: 7, Channel: Email, Outcome: RepliedLater, Direction: Inbound},
		{ID: 6, ContactID: 7, Channel: Phone, Outcome: NoAnswer, Direction: Outbound},
		{ID: 7, ContactID: 7, Channel: Phone, Outcome: ConnectedInfo, Direction: Outbound},
	}
	for _, tt := range []struct {
		contact ContactID
		ch      Channel
		want    TouchID
	}{{7, "", 2}, {7, Phone, 7}, {7, Letter, 1}, {7, DirectMail, 2}, {7, Email, 2}, {8, Phone, 4}, {9, "", 0}} {
		got := TouchID(0)
		if one := LikelyAnswered(Answerable(all, tt.contact), tt.ch); one != nil {
			got = one.ID
		}
		if got != tt.want {
			t.Errorf("%s by %q answers %d, want %d", tt.contact, tt.ch, got, tt.want)
		}
	}
	if n := len(Answerable(append(all, all...), 7)); n != 6 {
		t.Errorf("%d kept", n)
	}
}
