import CivilTime
import Gezinstraject
import Testing
import WireValues

@Suite("De drie gezinnen van Maastricht")
struct MaastrichtTests {
    private func dossier(_ naam: String) throws -> Dossier {
        var wacht = Dossierwacht(.ingebouwd)
        for registratie in try Maastricht.registraties(naam) { try wacht.voegToe(registratie) }
        return wacht.dossier
    }

    private func beeld(_ naam: String) throws -> Trajectbeeld {
        let peildag = try #require(Dag("2014-03-31"))
        return Trajectbeeld(try dossier(naam).geschiedenis(tot: peildag), .ingebouwd)
    }

    @Test(arguments: Maastricht.namen)
    func `worden regel voor regel aangenomen`(naam: String) throws {
        #expect(try dossier(naam).versie == Maastricht.regels(naam).count)
        #expect(Geldigheid.schending(in: try dossier(naam), .ingebouwd) == nil)
    }

    @Test(arguments: Maastricht.namen)
    func `worden geschreven zoals zij gelezen zijn`(naam: String) throws {
        for regel in try Maastricht.regels(naam) {
            let gegevens = try Invoer.lees(regel, .root, .bestand).gegevens
            #expect(gegevens.json.canonicalText == regel["gegevens"]?.canonicalText)
        }
    }

    @Test func `in een ervan is later vastgelegd dan het gebeurde`() throws {
        let laat = try Maastricht.namen.filter { naam in
            let dagen = try Maastricht.registraties(naam).map(\.gebeurdOp)
            return dagen != dagen.sorted()
        }
        #expect(!laat.isEmpty)
    }

    @Test func `gezin A is gesloten, met een casemanager en een plan`() throws {
        let beeld = try beeld("familie-a")
        #expect(beeld.fase == .gesloten || beeld.fase == .nazorg)
        #expect(beeld.geslotenOp == Dag("2013-09-30"))
        #expect(beeld.gestartOp == Dag("2011-09-26"))
        #expect(beeld.casemanager != nil)
        #expect(beeld.plan?.zoekgeraakt == false)
        #expect(beeld.plan?.laatstBijgesteldOp == nil)
        #expect(beeld.nazorg?.afgesprokenOp == nil)
        #expect(beeld.gezinsleden.map(\.rol) == [.ouder, .ouder, .kind])
    }

    @Test func `gezin B loopt, met een zoekgeraakt plan en zonder casemanager`() throws {
        let beeld = try beeld("familie-b")
        #expect([.actief, .afronding].contains(beeld.fase))
        #expect(beeld.geslotenOp == nil)
        #expect(beeld.plan?.zoekgeraakt == true)
        #expect(beeld.casemanager == nil)
        #expect(beeld.procesmanager != nil)
        #expect(beeld.partijen.contains { $0.betrokken })
        #expect(beeld.zorg.contains { $0.soort == .ggz && $0.status == .gestart })
    }

    @Test func `gezin C loopt, zonder plan en met een aanspreekpunt`() throws {
        let beeld = try beeld("familie-c")
        #expect([.actief, .afronding].contains(beeld.fase))
        #expect(beeld.plan == nil)
        #expect(beeld.casemanager == nil)
        #expect(beeld.aanspreekpunt != nil)
        #expect(beeld.gezinsleden.count { $0.rol == .ouder } == 1)
        #expect(beeld.toestemmingen.contains { $0.antwoord == .verleend })
    }
}
