//! What this browser, on this page, can do; told once when the page opens.

/// What this browser can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether, and if not why not, a camera can be asked for.
    pub camera: CameraSupport,
    /// Whether WebAssembly here has 128-bit SIMD, which the workers are built with.
    pub simd: bool,
    /// Whether the person asked the browser to save data: then nothing heavy is loaded unasked.
    pub save_data: bool,
}

/// Whether `getUserMedia` can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraSupport {
    /// Cameras can be asked for.
    Available,
    /// The page was not opened over HTTPS or from this device, so that the browser hides its cameras.
    InsecureContext,
    /// This browser has no such function.
    NoApi,
}

/// What a browser without SIMD, camera or wish to save data can do: nothing is known of it yet.
impl Default for Capabilities {
    fn default() -> Self {
        Self {
            camera: CameraSupport::NoApi,
            simd: false,
            save_data: false,
        }
    }
}
