// Package document makes papers from facts: the dossier with which a lead is
// handed to sales (Markdown, PDF, JSON, a calendar file for the agreed next step
// and a row for the CRM), and texts filled into templates.
//
// [Dossier] gathers the facts once into a [Doc]; every rendering is made from
// that, so that they cannot disagree. What people typed and what lists brought
// in is hostile until proven otherwise: each rendering escapes it in its own
// way, and none executes it.
package document
