// Package handoffs is the screen of deliveries to sales: what waits for whom,
// with its clock, what happened to each, and the dossier. A team lead approves
// and sends back here, a salesperson accepts and rejects.
package handoffs
