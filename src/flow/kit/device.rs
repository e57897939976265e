//! What this browser, on this page, can do; told once when the page opens.

/// The capabilities of this browser, on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// The support for cameras: they can be asked for, or the reason why not.
    pub camera: CameraSupport,
    /// True if WebAssembly here has 128-bit SIMD, which the workers are built with.
    pub simd: bool,
    /// True if the person asked the browser to save data: then nothing heavy is loaded unasked.
    pub save_data: bool,
}

/// The support for cameras: `getUserMedia` can be called, or the reason why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraSupport {
    /// Cameras can be asked for.
    Available,
    /// The page was not opened over HTTPS or from this device, so that the browser hides its cameras.
    InsecureContext,
    /// The browser has no `getUserMedia`.
    NoApi,
}

/// The capabilities of a browser without SIMD, camera or wish to save data: nothing is known of it yet.
impl Default for Capabilities {
    fn default() -> Self {
        Self {
            camera: CameraSupport::NoApi,
            simd: false,
            save_data: false,
        }
    }
}
