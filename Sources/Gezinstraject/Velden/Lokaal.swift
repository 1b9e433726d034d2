/// De soorten lokale id als typen.
public enum Lokaal {
    /// Gezinslid.
    public enum Gezinslid: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.gezinslid
    }
    /// Netwerkpersoon.
    public enum Netwerkpersoon: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.netwerkpersoon
    }
    /// Probleem.
    public enum Probleem: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.probleem
    }
    /// Doel.
    public enum Doel: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.doel
    }
    /// Zorg.
    public enum Zorg: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.zorg
    }
    /// Werkafspraak.
    public enum Werkafspraak: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.werkafspraak
    }
    /// Stagnatie.
    public enum Stagnatie: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.stagnatie
    }
    /// Knelpunt.
    public enum Knelpunt: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.knelpunt
    }
    /// Conflict.
    public enum Conflict: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.conflict
    }
    /// Overdracht.
    public enum Overdracht: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.overdracht
    }
    /// Oordeel.
    public enum Oordeel: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.oordeel
    }
    /// Toetsing.
    public enum Toetsing: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.toetsing
    }
    /// Verbeterpunt.
    public enum Verbeterpunt: LokaleSoort {
        /// De soort.
        public static let soort = Idsoort.verbeterpunt
    }
}

/// De id van een gezinslid.
public typealias GezinslidId = LokaleId<Lokaal.Gezinslid>
/// De id van een netwerkpersoon.
public typealias NetwerkpersoonId = LokaleId<Lokaal.Netwerkpersoon>
/// De id van een probleem.
public typealias ProbleemId = LokaleId<Lokaal.Probleem>
/// De id van een doel.
public typealias DoelId = LokaleId<Lokaal.Doel>
/// De id van een zorg.
public typealias ZorgId = LokaleId<Lokaal.Zorg>
/// De id van een werkafspraak.
public typealias WerkafspraakId = LokaleId<Lokaal.Werkafspraak>
/// De id van een stagnatie.
public typealias StagnatieId = LokaleId<Lokaal.Stagnatie>
/// De id van een knelpunt.
public typealias KnelpuntId = LokaleId<Lokaal.Knelpunt>
/// De id van een conflict.
public typealias ConflictId = LokaleId<Lokaal.Conflict>
/// De id van een overdracht.
public typealias OverdrachtId = LokaleId<Lokaal.Overdracht>
/// De id van een oordeel.
public typealias OordeelId = LokaleId<Lokaal.Oordeel>
/// De id van een toetsing.
public typealias ToetsingId = LokaleId<Lokaal.Toetsing>
/// De id van een verbeterpunt.
public typealias VerbeterpuntId = LokaleId<Lokaal.Verbeterpunt>
