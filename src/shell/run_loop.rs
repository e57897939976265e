//! One event after another, each handled to its end: the loop that page, hosts and the library worker share. The face
//! reader has no program to run: it answers each message before the next.
//!
//! A [`Program`] is pure: it takes events and pushes effects. A [`Shell`] shows its view and carries the effects out,
//! whose outcomes come back as events. An event that arises meanwhile waits its turn, so that no update ever begins
//! within another.

use crate::flow::kit::Now;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// The pure part of a bundle: state that events change.
pub trait Program {
    /// Everything that can happen.
    type Event;
    /// Everything that the shell can be asked to do.
    type Effect;
    /// The parts that have to be shown, or told, after an event.
    type View;

    /// Takes `event` at `now`, and pushes what is to be done.
    fn update(&mut self, event: Self::Event, now: Now, effects: &mut Vec<Self::Effect>);

    /// Projects what the last update changed, as it is at `now`.
    fn view(&mut self, now: Now) -> Self::View;
}

/// The part of a bundle that meets the browser.
pub trait Shell<P: Program> {
    /// The present time, by both clocks.
    fn now(&self) -> Now;

    /// Shows what an event changed, before its effects are carried out.
    fn show(&self, view: P::View);

    /// Carries `effect` out; what comes of it is dispatched as an event.
    fn carry_out(&self, effect: P::Effect);
}

/// A program and the events that wait for it.
#[derive(Debug)]
pub struct RunLoop<P: Program> {
    program: RefCell<P>,
    waiting: RefCell<VecDeque<P::Event>>,
    is_busy: Cell<bool>,
}

impl<P: Program> RunLoop<P> {
    /// A loop that nothing has happened in yet.
    #[must_use]
    pub const fn new(program: P) -> Self {
        Self {
            program: RefCell::new(program),
            waiting: RefCell::new(VecDeque::new()),
            is_busy: Cell::new(false),
        }
    }

    /// Looks at the program between two updates.
    pub fn read<T>(&self, look: impl FnOnce(&P) -> T) -> T {
        look(&self.program.borrow())
    }

    /// Handles `event`, and those that arise meanwhile after it. Called from within, it only adds `event` to them.
    pub fn dispatch(&self, event: P::Event, shell: &impl Shell<P>) {
        self.waiting.borrow_mut().push_back(event);
        if self.is_busy.replace(true) {
            return;
        }
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(event) = next else { break };
            self.handle(event, shell);
        }
        self.is_busy.set(false);
    }

    fn handle(&self, event: P::Event, shell: &impl Shell<P>) {
        let now = shell.now();
        let mut effects = Vec::new();
        let view = {
            let mut program = self.program.borrow_mut();
            program.update(event, now, &mut effects);
            program.view(now)
        };
        // The program is free by now: whatever is drawn may look at it.
        shell.show(view);
        for effect in effects {
            shell.carry_out(effect);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts down: every event asks for the next smaller one.
    #[derive(Default)]
    struct Countdown(Vec<u32>);

    impl Program for Countdown {
        type Event = u32;
        type Effect = u32;
        type View = usize;

        fn update(&mut self, event: u32, _now: Now, effects: &mut Vec<u32>) {
            self.0.push(event);
            effects.extend((0..event).rev().take(2));
        }

        fn view(&mut self, _now: Now) -> usize {
            self.0.len()
        }
    }

    /// Carries effects out at once, from within the update that asked for them.
    struct AtOnce<'a> {
        run_loop: &'a RunLoop<Countdown>,
        shown: RefCell<Vec<usize>>,
        depth: Cell<u32>,
    }

    impl Shell<Countdown> for AtOnce<'_> {
        fn now(&self) -> Now {
            Now::default()
        }

        fn show(&self, view: usize) {
            // Whatever is shown may look at the program.
            assert_eq!(self.run_loop.read(|program| program.0.len()), view);
            self.shown.borrow_mut().push(view);
        }

        fn carry_out(&self, effect: u32) {
            let before = self.depth.replace(self.depth.get() + 1);
            assert_eq!(before, 0, "an update began within another");
            self.run_loop.dispatch(effect, self);
            self.depth.set(before);
        }
    }

    #[test]
    fn events_that_arise_meanwhile_wait_their_turn() {
        let run_loop = RunLoop::new(Countdown::default());
        let shell = AtOnce {
            run_loop: &run_loop,
            shown: RefCell::default(),
            depth: Cell::default(),
        };
        run_loop.dispatch(3, &shell);
        assert_eq!(
            run_loop.read(|program| program.0.clone()),
            [3, 2, 1, 1, 0, 0, 0]
        );
        assert_eq!(*shell.shown.borrow(), [1, 2, 3, 4, 5, 6, 7]);
        run_loop.dispatch(0, &shell);
        assert_eq!(run_loop.read(|program| program.0.len()), 8);
    }
}
