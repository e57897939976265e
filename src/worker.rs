//! The worker: fetches and checks its models, then reads one frame or photo after another.
//!
//! Owns the models and a canvas to read pixels from. A panic poisons a wasm instance for good, so after one the
//! worker says so and serves nothing more; the page starts another.

use crate::domain::face::FrameSize;
use crate::domain::quantity::Millis;
use crate::domain::vision::manifest::{BUILT_IN, FileError, ModelFile};
use crate::domain::vision::picture::{MEGAPIXEL_LIMIT, Picture, PictureError};
use crate::domain::vision::{Analysis, Frame, Manifest, ModelFiles, Pipeline, VisionError};
use crate::flow_old::protocol::{FromWorker, PROTOCOL_VERSION, Seq, ToWorker, WorkerFault};
use crate::web::clock::monotonic;
use crate::web::fetch::{self, Bounds};
use crate::web::listener::Listener;
use crate::web::worker_link::{parcel, read};
use crate::web::{Error, worker_scope};
use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ImageBitmap, MessageEvent, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// From the worker's own folder.
const MODELS: &str = "../models/";
/// How long a model file may send nothing.
const PATIENCE: Millis = Millis::from_secs(20.0);

/// Posts to the page.
///
/// # Errors
/// [`Error`] where there is no page to post to.
pub fn say(message: &FromWorker) -> Result<(), Error> {
    let parcel = parcel(message)?;
    Ok(worker_scope()?.post_message(&parcel)?)
}

fn say_or_log(message: &FromWorker) {
    if let Err(error) = say(message) {
        log::error!("the page could not be told: {error}");
    }
}

/// Loads the models, says so, and serves until the worker is ended. Never returns an error: it is said.
pub async fn serve() {
    match start().await {
        // The listener lives as long as the worker.
        Ok(listener) => SERVING.with(|serving| serving.set(Some(listener))),
        Err(fault) => say_or_log(&FromWorker::Failed { seq: None, fault }),
    }
}

thread_local! {
    static SERVING: Cell<Option<Listener>> = const { Cell::new(None) };
}

async fn start() -> Result<Listener, WorkerFault> {
    let manifest = Manifest::parse(BUILT_IN).map_err(|error| WorkerFault::ModelUnusable {
        file: "MANIFEST.toml".into(),
        reason: error.to_string(),
    })?;
    let total = manifest.detector.model.bytes + manifest.emotion.model.bytes;
    let received = Cell::new(0);
    let detector = model(&manifest.detector.model, &received, total).await?;
    let emotion = model(&manifest.emotion.model, &received, total).await?;
    let files = ModelFiles {
        detector: &detector,
        emotion: &emotion,
    };
    let mut pipeline = Pipeline::load(&manifest, &files).map_err(vision_fault)?;
    pipeline.warm_up(&monotonic).map_err(vision_fault)?;
    let desk = Rc::new(RefCell::new(Desk {
        pipeline,
        canvas: None,
    }));
    let scope = worker_scope().map_err(|error| broken(&error))?;
    let listener = Listener::new(&scope, "message", move |event| answer(&desk, &event))
        .map_err(|error| broken(&error))?;
    let unsure_below = manifest.emotion.unsure_below;
    say(&FromWorker::Ready {
        protocol: PROTOCOL_VERSION,
        unsure_below,
    })
    .map_err(|error| broken(&error))?;
    Ok(listener)
}

fn broken(error: &Error) -> WorkerFault {
    log::error!("the worker can't serve: {error}");
    WorkerFault::Crashed
}

async fn model(
    model: &ModelFile,
    received: &Cell<u64>,
    total: u64,
) -> Result<Vec<u8>, WorkerFault> {
    let before = received.get();
    let url = format!("{MODELS}{}", model.file);
    // One byte more than it should have, so that a longer file is told apart from a cut-off one.
    let bounds = Bounds {
        bytes: model.bytes + 1,
        patience: PATIENCE,
    };
    let fetched = fetch::bytes(&url, bounds, |bytes| {
        received.set(before + bytes);
        say_or_log(&FromWorker::Loading {
            received: received.get(),
            total,
        });
    });
    let file = model.file.clone();
    let bytes = match fetched.await {
        Ok(bytes) => bytes,
        Err(Error::TooLarge { .. }) => return Err(WorkerFault::ModelAltered { file }),
        Err(error) => {
            log::warn!("{error}");
            return Err(WorkerFault::ModelMissing { file });
        }
    };
    match model.verify(&bytes) {
        Ok(()) => Ok(bytes),
        Err(FileError::Length { .. }) => Err(WorkerFault::ModelTruncated { file }),
        Err(FileError::Checksum) => Err(WorkerFault::ModelAltered { file }),
    }
}

/// What the worker works with.
struct Desk {
    pipeline: Pipeline,
    canvas: Option<(FrameSize, OffscreenCanvasRenderingContext2d)>,
}

fn answer(desk: &Rc<RefCell<Desk>>, event: &web_sys::Event) {
    let payload = payload(event);
    let said = match (read::<ToWorker>(event), desk.try_borrow_mut()) {
        (Ok(ToWorker::Frame { seq }), Ok(mut desk)) => reply(seq, desk.frame(&payload)),
        (Ok(ToWorker::Photo { seq }), Ok(mut desk)) => reply(seq, desk.photo(&payload)),
        (Err(error), _) => {
            log::error!("{error}");
            FromWorker::Failed {
                seq: None,
                fault: WorkerFault::Confused,
            }
        }
        (_, Err(_busy)) => FromWorker::Failed {
            seq: None,
            fault: WorkerFault::Confused,
        },
    };
    say_or_log(&said);
}

fn payload(event: &web_sys::Event) -> JsValue {
    let data = event.unchecked_ref::<MessageEvent>().data();
    Reflect::get(&data, &"payload".into()).unwrap_or(JsValue::UNDEFINED)
}

fn reply(seq: Seq, read: Result<(FrameSize, Analysis), WorkerFault>) -> FromWorker {
    match read {
        Ok((
            size,
            Analysis {
                faces,
                input,
                detect,
                classify,
            },
        )) => FromWorker::Faces {
            seq,
            size,
            faces,
            input,
            detect,
            classify,
        },
        Err(fault) => FromWorker::Failed {
            seq: Some(seq),
            fault,
        },
    }
}

impl Desk {
    fn frame(&mut self, payload: &JsValue) -> Result<(FrameSize, Analysis), WorkerFault> {
        let bitmap = payload
            .dyn_ref::<ImageBitmap>()
            .ok_or(WorkerFault::FrameUnreadable)?;
        let size = working_size(FrameSize {
            width: bitmap.width(),
            height: bitmap.height(),
        });
        let pixels = self.pixels(bitmap, size);
        // Pictures hold memory outside of what is collected soon.
        bitmap.close();
        let pixels = pixels.map_err(|error| {
            log::warn!("a frame could not be read: {error}");
            WorkerFault::FrameUnreadable
        })?;
        let frame = Frame::new(size, &pixels).map_err(vision_fault)?;
        let analysis = self
            .pipeline
            .analyse(&frame, &monotonic)
            .map_err(vision_fault)?;
        Ok((size, analysis))
    }

    fn photo(&mut self, payload: &JsValue) -> Result<(FrameSize, Analysis), WorkerFault> {
        let buffer = payload
            .dyn_ref::<ArrayBuffer>()
            .ok_or(WorkerFault::PhotoUnreadable)?;
        let picture =
            Picture::decode(&Uint8Array::new(buffer).to_vec()).map_err(|error| match error {
                PictureError::Unreadable(reason) => {
                    log::info!("{reason}");
                    WorkerFault::PhotoUnreadable
                }
                PictureError::TooManyPixels(megapixels) => WorkerFault::PhotoTooManyPixels {
                    megapixels,
                    limit: MEGAPIXEL_LIMIT,
                },
            })?;
        let frame = picture.frame().map_err(vision_fault)?;
        let analysis = self
            .pipeline
            .analyse_still(&frame, &monotonic)
            .map_err(vision_fault)?;
        Ok((picture.size(), analysis))
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

/// The size at which a frame is read: cameras may send more than was asked for, and the detector uses no more
/// than this.
fn working_size(frame: FrameSize) -> FrameSize {
    const LONGEST_SIDE: u32 = 640;
    let longest = frame.width.max(frame.height);
    if longest <= LONGEST_SIDE {
        return frame;
    }
    let reduced = |side: u32| (side * LONGEST_SIDE / longest).max(1);
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

fn vision_fault(error: VisionError) -> WorkerFault {
    match error {
        VisionError::File {
            file,
            error: FileError::Length { .. },
        } => WorkerFault::ModelTruncated { file },
        VisionError::File {
            file,
            error: FileError::Checksum,
        } => WorkerFault::ModelAltered { file },
        VisionError::Load { file, reason } => WorkerFault::ModelUnusable { file, reason },
        VisionError::Manifest(error) => WorkerFault::ModelUnusable {
            file: "MANIFEST.toml".into(),
            reason: error.to_string(),
        },
        VisionError::FrameLength { .. } => WorkerFault::FrameUnreadable,
        VisionError::Inference(reason) => WorkerFault::Inference { reason },
    }
}
