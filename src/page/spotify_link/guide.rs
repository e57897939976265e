//! The guide to making an app at Spotify, step by step, with a drawing of the two places that matter.

use leptos::prelude::*;

/// The guide's five steps, as a list.
#[component]
pub fn Guide() -> impl IntoView {
    view! {
        <ol class="guide">
            <li>
                "Open "
                <a href="https://developer.spotify.com/dashboard" target="_blank" rel="noopener noreferrer">
                    "developer.spotify.com/dashboard"
                </a>
                ", log in, and accept the terms."
            </li>
            <li>"Press \"Create app\". Any name and description will do."</li>
            <li>
                "Under \"Redirect URIs\", paste the address below exactly as it stands, then press \"Add\"."
                <FormDrawing />
            </li>
            <li>"Choose \"Web API\", agree, and save."</li>
            <li>
                "On the app's page, copy the \"Client ID\" and paste it here. The client secret stays where it is."
                <IdDrawing />
            </li>
        </ol>
    }
}

#[component]
fn FormDrawing() -> impl IntoView {
    view! {
        <svg class="drawing" viewBox="0 0 300 84" role="img"
            aria-label="A form with the field Redirect URIs and a button Add beside it">
            <rect class="paper" x="1" y="1" width="298" height="82" rx="8" />
            <rect class="faint" x="14" y="12" width="60" height="6" rx="3" />
            <rect class="faint" x="14" y="24" width="180" height="6" rx="3" />
            <text x="14" y="48">"Redirect URIs"</text>
            <rect class="mark" x="14" y="54" width="212" height="20" rx="4" />
            <text class="value" x="20" y="68">"the address below"</text>
            <rect class="press" x="234" y="54" width="52" height="20" rx="10" />
            <text class="on-press" x="260" y="68">"Add"</text>
        </svg>
    }
}

#[component]
fn IdDrawing() -> impl IntoView {
    view! {
        <svg class="drawing" viewBox="0 0 300 84" role="img"
            aria-label="The app's page with Client ID and its 32 characters">
            <rect class="paper" x="1" y="1" width="298" height="82" rx="8" />
            <rect class="faint" x="14" y="12" width="90" height="8" rx="4" />
            <text x="14" y="42">"Client ID"</text>
            <rect class="mark" x="78" y="29" width="208" height="20" rx="4" />
            <text class="value" x="84" y="43">"1a2b3c … 32 characters"</text>
            <text class="off-limits" x="14" y="70">"Client secret"</text>
            <rect class="faint" x="98" y="62" width="120" height="8" rx="4" />
        </svg>
    }
}
