//! What is fuzzed: seeds to begin with, words that hurt, and what must hold for every input.

use encoding_rs::{Decoder, Encoding};
use feelharmonic::domain::mood::words::{WordsAnswer, read_words};
use feelharmonic::domain::music::library::Library;
use feelharmonic::domain::music::library::decode::ForeignDecoder;
use feelharmonic::domain::music::library::import::{ImportSettings, TableImport};
use feelharmonic::domain::music::library::summary::{ImportError, ImportSummary};
use feelharmonic::domain::quantity::UnixMillis;
use feelharmonic::domain::spotify::callback::read_callback;
use feelharmonic::domain::spotify::client::{ClientId, RedirectUri, SpotifyApp};
use feelharmonic::domain::spotify::pkce::{Entropy, EntropyBytes};
use feelharmonic::domain::spotify::scope::{Permission, Scopes};
use feelharmonic::domain::spotify::sign_in::plan_departure;

/// A function under fuzz.
pub struct Target {
    pub name: &'static str,
    pub seeds: &'static [&'static [u8]],
    pub words: &'static [&'static [u8]],
    /// Panics where something does not hold for the input of this number.
    pub check: fn(&[u8], u64),
}

pub const TARGETS: [Target; 3] = [
    Target {
        name: "imports",
        seeds: TABLES,
        words: &[
            b"\"",
            b"\"\"",
            b",",
            b";",
            b"\t",
            b"|",
            b"\r\n",
            b"\n",
            b"\r",
            b"\\",
            b"0,5",
            b"1.200",
            b"%",
            b"NaN",
            b"['A', \"B\"]",
            b"set()",
            b"\xEF\xBB\xBF",
            b"\xFF\xFE",
            b"\xE9",
            b"\x83\x41",
            b"\x1A",
            b"\0",
            b"sep=;\n",
        ],
        check: check_import,
    },
    Target {
        name: "words",
        seeds: MOODS,
        words: &[
            b" not ",
            b" never been ",
            b"?",
            b", ",
            b" but ",
            b" although ",
            b" used to ",
            b" wish ",
            b" can't stop ",
            b" no more",
            b" so",
            b"\xF0\x9F\x98\xA2",
            b":(",
            b" i am",
            b" yes",
            b" no",
            b" or ",
            b" until ",
            b"'",
            b"ooo",
        ],
        check: check_words,
    },
    Target {
        name: "callbacks",
        seeds: CALLBACKS,
        words: &[
            b"&",
            b"=",
            b"%",
            b"%26",
            b"+",
            b"state=",
            b"code=",
            b"error=",
            b"iss=",
            b"&state=STATE",
            b"?",
            b"#",
            b"\0",
        ],
        check: check_callback,
    },
];

/// A bug that is there on purpose: a run that does not find it proves nothing.
pub const PLANTED: Target = Target {
    name: "planted bug",
    seeds: TABLES,
    words: &[b"\"", b";;"],
    check: |input, _number| {
        let is_hit = input.windows(3).any(|three| three == b"\";;");
        assert!(!is_hit, "the planted bug");
    },
};

const TABLES: &[&[u8]] = &[
    b"name,artist,valence,energy,tempo\nA,B,0.5,0.6,120\n\"C, D\",\"E \"\"F\"\"\",0.1,0.2,90\n",
    b"name;artist;valence;energy;tempo\r\nA;B;0,5;0,6;120\r\nC;D;0,4;0,5;90,5\r\n",
    b"My Library\n\nTrack Name,Artist Name(s),Valence (0-100),Energy %,BPM,Genres,Release Date,Track URI\n\
      S,\"['A', 'B']\",50,60,120 BPM,\"['rock']\",1999-01-01,spotify:track:0123456789abcdefghijkl\n",
    b"n\x00a\x00m\x00e\x00,\x00a\x00r\x00t\x00i\x00s\x00t\x00,\x00v\x00a\x00l\x00e\x00\
      n\x00c\x00e\x00,\x00e\x00n\x00e\x00r\x00g\x00y\x00,\x00t\x00e\x00m\x00p\x00o\x00\
      \n\x00A\x00,\x00B\x00,\x00.\x005\x00,\x00.\x006\x00,\x009\x009\x00\n\x00",
    b"name,artist,valence,energy,tempo\nCaf\xE9,M\xF6tley,0.4,0.3,90\nB,C,0.2,0.2,80\n",
    b"name,artist,valence,energy,tempo\n\x96\xE9\x82\xC9,\x89\xCC\x8E\xE8,0.5,0.6,120\n",
    b"name\tartist\tvalence\tenergy\ttempo\n\"two\nlines\"\tB\t0.5\t0.6\t120\n",
];

const MOODS: &[&[u8]] = &[
    b"tired but content",
    b"can't stop crying",
    b"happy? no, sad",
    b"I wish I was happy, but I used to be so calm until you left",
    "never been this excited 🎉 :)".as_bytes(),
    b"not angry or sad, kind of wound up",
    b"mad happy, low-key down to party",
    b"dying of laughter",
];

const CALLBACKS: &[&[u8]] = &[
    b"?code=abc&state=STATE",
    b"?error=access_denied&state=STATE",
    b"code=a%2Bb&state=s&iss=https%3A%2F%2Faccounts.spotify.com",
    b"?utm_source=x&page=2",
];

#[derive(Debug)]
struct NativeDecoder(Box<Decoder>);

impl ForeignDecoder for NativeDecoder {
    fn decode(&mut self, piece: &[u8], is_last: bool, text: &mut String) {
        text.reserve(
            self.0
                .max_utf8_buffer_length(piece.len())
                .unwrap_or_default(),
        );
        let (_result, read, _had_errors) = self.0.decode_to_string(piece, text, is_last);
        assert_eq!(read, piece.len(), "there was room for all");
    }
}

fn native_decoder(label: &'static str) -> Option<Box<dyn ForeignDecoder>> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    let decoder = encoding.new_decoder_without_bom_handling();
    Some(Box::new(NativeDecoder(Box::new(decoder))))
}

fn import(input: &[u8], size: usize) -> Result<(Library, ImportSummary), ImportError> {
    let mut import = TableImport::new(ImportSettings {
        decoders: native_decoder,
        assigned: Vec::new(),
    });
    for piece in input.chunks(size) {
        import.push(piece)?;
    }
    import.finish()
}

/// Pieces make no difference, and every row is taken, repeated, or left out with its text.
fn check_import(input: &[u8], number: u64) {
    let size = usize::try_from(number % 61).unwrap_or_default() + 1;
    let whole = import(input, input.len().max(1));
    assert_eq!(whole, import(input, size), "pieces of {size}");
    let summary = match &whole {
        Ok((library, summary)) => {
            assert_eq!(library.tracks().count(), summary.tracks);
            assert!(summary.tracks > 0);
            let stored = Library::from_bytes(&library.to_bytes());
            assert_eq!(stored.as_ref(), Ok(library));
            summary
        }
        Err(ImportError::NoTracks(summary) | ImportError::NoFigures(summary)) => {
            assert_eq!(summary.tracks, 0);
            summary
        }
        Err(_) => return,
    };
    assert_eq!(summary.listed.len(), summary.bad.min(100));
    assert!(
        summary.left_out.lines().count() > summary.bad,
        "each with its text"
    );
}

/// A place on the plane and something that counted, or none.
fn check_words(input: &[u8], _number: u64) {
    let text = String::from_utf8_lossy(input);
    if let WordsAnswer::Mood(reading) = read_words(&text) {
        assert!(!reading.counted.is_empty());
        let place = reading.affect.place;
        assert!((-1.0..=1.0).contains(&place.valence.get()));
        assert!((-1.0..=1.0).contains(&place.arousal.get()));
        assert!(reading.affect.confidence.overall().get() > 0.0);
    }
}

/// Nothing but an answer with the very state of this sign-in leads to a request.
fn check_callback(input: &[u8], _number: u64) {
    let redirect = RedirectUri::for_page("https://feelharmonic.example/").unwrap();
    let app = SpotifyApp {
        client_id: ClientId::new("0123456789abcdef0123456789abcdef").unwrap(),
        redirect,
    };
    let entropy = Entropy {
        verifier: EntropyBytes([7; 32]),
        state: EntropyBytes([9; 16]),
    };
    let now = UnixMillis(1_800_000_000_000.0);
    let departure = plan_departure(&app, Scopes::of(Permission::Taste), &entropy, now).unwrap();
    let address = departure.address.expose();
    let state = address
        .split("state=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    let query = String::from_utf8_lossy(input).replace("STATE", state);
    let Ok(Some(callback)) = read_callback(&query) else {
        return;
    };
    let redeemed = departure.pending.redeem(callback, now);
    assert!(
        redeemed.is_err() || query.contains("code="),
        "no code, no request"
    );
    assert!(
        redeemed.is_err() || query.contains("state="),
        "no state, no request"
    );
}
