//! The face reader: fetches its networks' plans, then reads one frame or photo after another.
//!
//! Owns the models and a canvas to read pixels from. A panic poisons a wasm instance for good, so after one the
//! worker says so and serves nothing more; the page starts another.

use crate::domain::face::FrameSize;
use crate::domain::quantity::Millis;
use crate::domain::vision::engine::ModelFiles;
use crate::domain::vision::manifest::{BUILT_IN_MANIFEST, ModelFile, ModelFileError};
use crate::domain::vision::{Analysis, Frame, Manifest, Pipeline, VisionError};
use crate::flow::bridge::reader::{FromReader, READER_VERSION, ReaderFault, ToReader};
use crate::flow::kit::link::{LinkPhase, Seq};
use crate::shell::task::spawn;
use crate::web::clock::monotonic_time;
use crate::web::fetch::{self, FetchBounds};
use crate::web::listener::EventListener;
use crate::web::{Error, worker_scope};
use crate::workers::channel::{post_message, receive_message};
use js_sys::{Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ImageBitmap, MessageEvent, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// The models' folder, from the worker's own.
const MODELS: &str = "../models/";
/// The longest time that a model file may send nothing.
const PATIENCE: Millis = Millis::from_secs(20.0);
/// The longest side at which a frame is read: cameras may send more than was asked for, and the detector uses no more.
const FRAME_SIDE: u32 = 640;
/// The longest side at which a photo is read, in which a face may be small.
const PHOTO_SIDE: u32 = 1280;

/// Posts to the page.
///
/// # Errors
/// [`Error`] where there is no page to post to.
pub fn say(message: &FromReader) -> Result<(), Error> {
    post_message(message)
}

fn say_or_log(message: &FromReader) {
    if let Err(error) = say(message) {
        log::error!("the page could not be told: {error}");
    }
}

/// Loads the models, says so, and serves until the worker is ended. What goes wrong is said.
pub fn serve() {
    spawn(async {
        match start().await {
            // The listener lives as long as the worker.
            Ok(listener) => SERVING.with(|serving| serving.set(Some(listener))),
            Err(fault) => say_or_log(&FromReader::Failed { seq: None, fault }),
        }
    });
}

thread_local! {
    static SERVING: Cell<Option<EventListener>> = const { Cell::new(None) };
}

async fn start() -> Result<EventListener, ReaderFault> {
    let manifest =
        Manifest::parse(BUILT_IN_MANIFEST).map_err(|error| ReaderFault::ModelUnusable {
            file: "MANIFEST.toml".into(),
            reason: error.to_string(),
        })?;
    let (detector, emotion) = (&manifest.detector.plan, &manifest.emotion.plan);
    let total = detector.bytes + emotion.bytes;
    let received = Cell::new(0);
    let detector = fetch_model(detector, &received, total).await?;
    let emotion = fetch_model(emotion, &received, total).await?;
    say_or_log(&FromReader::Phase(LinkPhase::Starting));
    let files = ModelFiles {
        detector: &detector,
        emotion: &emotion,
    };
    let mut pipeline = Pipeline::load(&manifest, &files).map_err(vision_fault)?;
    // Their numbers are expanded: what was fetched is no more than memory now.
    drop((detector, emotion));
    pipeline.warm_up(&monotonic_time).map_err(vision_fault)?;
    let reader = Rc::new(RefCell::new(LoadedReader {
        pipeline,
        canvas: None,
    }));
    let scope = worker_scope().map_err(|error| broken(&error))?;
    let listener = EventListener::new(&scope, "message", move |event| answer(&reader, &event))
        .map_err(|error| broken(&error))?;
    let unsure_below = manifest.emotion.unsure_below;
    say(&FromReader::Ready {
        version: READER_VERSION,
        unsure_below,
    })
    .map_err(|error| broken(&error))?;
    Ok(listener)
}

fn broken(error: &Error) -> ReaderFault {
    log::error!("the worker can't serve: {error}");
    ReaderFault::Crashed
}

async fn fetch_model(
    model: &ModelFile,
    received: &Cell<u64>,
    total: u64,
) -> Result<Vec<u8>, ReaderFault> {
    let before = received.get();
    let url = format!("{MODELS}{}", model.file);
    // One byte more than it should have, so that a longer file is told apart from a cut-off one.
    let bounds = FetchBounds {
        bytes: model.bytes + 1,
        patience: PATIENCE,
    };
    let fetched = fetch::fetch_bytes(&url, bounds, |bytes| {
        received.set(before + bytes);
        say_or_log(&FromReader::Loading {
            received: received.get(),
            total,
        });
    });
    let file = model.file.clone();
    fetched.await.map_err(|error| {
        log::warn!("{error}");
        if matches!(error, Error::TooLarge { .. }) {
            ReaderFault::ModelAltered { file }
        } else {
            ReaderFault::ModelMissing { file }
        }
    })
}

/// The pipeline that reads faces, and the canvas that it works with.
struct LoadedReader {
    pipeline: Pipeline,
    canvas: Option<(FrameSize, OffscreenCanvasRenderingContext2d)>,
}

fn answer(reader: &Rc<RefCell<LoadedReader>>, event: &web_sys::Event) {
    let payload = payload(event);
    let said = match (receive_message::<ToReader>(event), reader.try_borrow_mut()) {
        (Ok(ToReader::Frame { seq }), Ok(mut reader)) => reply(seq, reader.frame(&payload)),
        (Ok(ToReader::Photo { seq }), Ok(mut reader)) => reply(seq, reader.photo(&payload)),
        (Err(error), _) => {
            log::error!("{error}");
            FromReader::Failed {
                seq: None,
                fault: ReaderFault::Confused,
            }
        }
        (_, Err(_busy)) => FromReader::Failed {
            seq: None,
            fault: ReaderFault::Confused,
        },
    };
    say_or_log(&said);
}

fn payload(event: &web_sys::Event) -> JsValue {
    let data = event.unchecked_ref::<MessageEvent>().data();
    Reflect::get(&data, &"payload".into()).unwrap_or(JsValue::UNDEFINED)
}

fn reply(seq: Seq, read: Result<(FrameSize, Analysis), ReaderFault>) -> FromReader {
    match read {
        Ok((
            size,
            Analysis {
                faces,
                input,
                detect,
                classify,
            },
        )) => FromReader::Faces {
            seq,
            size,
            faces,
            input,
            detect,
            classify,
        },
        Err(fault) => FromReader::Failed {
            seq: Some(seq),
            fault,
        },
    }
}

impl LoadedReader {
    fn frame(&mut self, payload: &JsValue) -> Result<(FrameSize, Analysis), ReaderFault> {
        let (size, pixels) = self.picture(payload, FRAME_SIDE)?;
        let frame = Frame::new(size, &pixels).map_err(vision_fault)?;
        let analysis = self.pipeline.analyse(&frame, &monotonic_time);
        Ok((size, analysis.map_err(vision_fault)?))
    }

    fn photo(&mut self, payload: &JsValue) -> Result<(FrameSize, Analysis), ReaderFault> {
        let (size, pixels) = self.picture(payload, PHOTO_SIDE)?;
        let frame = Frame::new(size, &pixels).map_err(vision_fault)?;
        let analysis = self.pipeline.analyse_still(&frame, &monotonic_time);
        Ok((size, analysis.map_err(vision_fault)?))
    }

    /// The pixels of the picture that was sent, at no more than `longest` a side; its own memory is given back.
    fn picture(
        &mut self,
        payload: &JsValue,
        longest: u32,
    ) -> Result<(FrameSize, Vec<u8>), ReaderFault> {
        let bitmap = payload
            .dyn_ref::<ImageBitmap>()
            .ok_or(ReaderFault::FrameUnreadable)?;
        let size = FrameSize {
            width: bitmap.width(),
            height: bitmap.height(),
        };
        let size = working_size(size, longest);
        let pixels = self.pixels(bitmap, size);
        // Pictures hold memory outside of what is collected soon.
        bitmap.close();
        let pixels = pixels.map_err(|error| {
            log::warn!("a picture could not be read: {error}");
            ReaderFault::FrameUnreadable
        })?;
        Ok((size, pixels))
    }

    /// RGBA, row by row.
    fn pixels(&mut self, bitmap: &ImageBitmap, size: FrameSize) -> Result<Vec<u8>, Error> {
        let context = match &self.canvas {
            Some((of, context)) if *of == size => context.clone(),
            _ => {
                let context = canvas(size)?;
                self.canvas = Some((size, context.clone()));
                context
            }
        };
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height)?;
        let image = context.get_image_data(0.0, 0.0, width, height)?;
        Ok(image.data().0)
    }
}

/// The size at which a picture is read whose longer side may have `most` pixels.
fn working_size(frame: FrameSize, most: u32) -> FrameSize {
    let longest = frame.width.max(frame.height);
    if longest <= most {
        return frame;
    }
    let reduced = |side: u32| (side * most / longest).max(1);
    FrameSize {
        width: reduced(frame.width),
        height: reduced(frame.height),
    }
}

fn canvas(size: FrameSize) -> Result<OffscreenCanvasRenderingContext2d, Error> {
    let canvas = OffscreenCanvas::new(size.width, size.height)?;
    let options = Object::new();
    // Keeps the pixels where they are read, beside the processor.
    Reflect::set(&options, &"willReadFrequently".into(), &true.into())?;
    let context = canvas.get_context_with_context_options("2d", &options)?;
    context
        .ok_or(Error::Missing("2d canvas"))?
        .dyn_into()
        .map_err(|_other| Error::Missing("2d canvas"))
}

fn vision_fault(error: VisionError) -> ReaderFault {
    match error {
        VisionError::File {
            file,
            error: ModelFileError::Length { .. },
        } => ReaderFault::ModelTruncated { file },
        VisionError::File {
            file,
            error: ModelFileError::Checksum,
        } => ReaderFault::ModelAltered { file },
        VisionError::Load { file, reason } => ReaderFault::ModelUnusable { file, reason },
        VisionError::Manifest(error) => ReaderFault::ModelUnusable {
            file: "MANIFEST.toml".into(),
            reason: error.to_string(),
        },
        VisionError::FrameLength { .. } => ReaderFault::FrameUnreadable,
        VisionError::Inference(reason) => ReaderFault::Inference { reason },
    }
}
