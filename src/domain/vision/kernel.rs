//! Our own matrix product, in tiles of 4 × 8, on which tract runs its convolutions in a browser.
//!
//! tract 0.23.9 takes a tile of 8 × 8 there, whose sixteen sums and operands do not fit the sixteen vector registers
//! of an x86 processor, and which stores its results one number at a time: a third of the time of a product as thin as
//! a face detector's. This tile fits, and reads and writes whole rows. It is plain arithmetic on arrays, which the
//! compiler turns into vector instructions: the same code is tested natively. Registered beside tract's own kernels,
//! and preferred to them, on wasm alone: natively tract has kernels in assembly.
#![expect(
    unsafe_code,
    reason = "tract hands a kernel its operands as addresses; the only file with any"
)]
#![expect(
    clippy::cast_ptr_alignment,
    reason = "tract says bytes and means floats, which it aligns"
)]

use tract_onnx::prelude::DatumType;
use tract_onnx::tract_core::tract_linalg::isa::Arch;
use tract_onnx::tract_core::tract_linalg::mmm::{
    DynKernel, FusedKerSpec, FusedSpec, OutputStoreKer,
};
use tract_onnx::tract_core::tract_linalg::mmm_routines::MmmRoutine;
use tract_onnx::tract_core::tract_linalg::mmm_tiers::MmmTier;
use tract_onnx::tract_core::tract_linalg::pack::Packing;

/// Name by which tract's tier finds the kernel.
const NAME: &str = "feelharmonic_f32_4x8";
/// Rows of a tile: output channels of a convolution.
const ROWS: usize = 4;
/// Columns of a tile: pixels of a convolution's output.
const COLUMNS: usize = 8;
/// Precedence of our tier over tract's own, which has 1; tract follows the highest that states a preference.
const PRECEDENCE: u8 = 2;
const FLOAT_BYTES: isize = size_of::<f32>().cast_signed();
/// Return code of a kernel that can't do what it is asked; tract makes an error of it.
const FAILED: isize = 1;

type TileRow = [f32; COLUMNS];
type Tile = [TileRow; ROWS];

fn kernel() -> DynKernel<ROWS, COLUMNS, f32> {
    let mut kernel = DynKernel::new(NAME, run, f32::packing(ROWS), f32::packing(COLUMNS))
        .with_can_fuse(|spec| !is_of_integers(spec));
    kernel.arch = Some(Arch::Wasm32Simd128);
    kernel.row_major_store = true;
    kernel
}

const fn is_of_integers(spec: &FusedSpec) -> bool {
    matches!(
        spec,
        FusedSpec::QScale(..) | FusedSpec::RoundingShiftRight(..) | FusedSpec::ShiftLeft(..)
    )
}

inventory::submit! {
    MmmRoutine { make: || kernel().mmm() }
}

inventory::submit! {
    MmmTier {
        arch: Some(Arch::Wasm32Simd128),
        precedence: PRECEDENCE,
        name: "feelharmonic",
        applies: |_| true,
        // A product with one column is a vector's, for which tract's own are as good.
        preferred: |_, accumulator, query, _| {
            (accumulator == DatumType::F32 && query.n != Some(1)).then_some(NAME)
        },
    }
}

/// Runs the operations `specs` on one tile, in order.
///
/// # Safety
/// Every address in `specs` is that of what tract's `FusedKerSpec` says, for a tile of `ROWS` × `COLUMNS`.
unsafe fn run(specs: &[FusedKerSpec<f32>]) -> isize {
    let mut tile: Tile = Default::default();
    for spec in specs {
        if matches!(spec, FusedKerSpec::Done) {
            break;
        }
        // SAFETY: what the caller vouches for.
        match unsafe { step(tile, spec) } {
            Some(next) => tile = next,
            None => return FAILED,
        }
    }
    0
}

/// Applies one operation to the tile; `None` for an operation on integers.
unsafe fn step(tile: Tile, spec: &FusedKerSpec<f32>) -> Option<Tile> {
    use FusedKerSpec as Spec;
    // SAFETY: the caller of `run` vouches for every address and its length.
    Some(unsafe {
        match *spec {
            Spec::Done => tile,
            Spec::Clear => Tile::default(),
            Spec::LoadTile(_, rows) => rows.cast::<Tile>().read_unaligned(),
            Spec::ScalarMin(a) => each(tile, |x| lesser_of(a, x)),
            Spec::ScalarMax(a) => each(tile, |x| greater_of(a, x)),
            Spec::ScalarAdd(a) => each(tile, |x| a + x),
            Spec::ScalarMul(a) => each(tile, |x| a * x),
            Spec::ScalarSub(a) => each(tile, |x| a - x),
            Spec::ScalarSubF(a) => each(tile, |x| x - a),
            Spec::LeakyRelu(a) => each(tile, |x| if x > 0.0 { x } else { a * x }),
            Spec::PerRowMin(rows) => by_row(tile, rows, lesser_of),
            Spec::PerRowMax(rows) => by_row(tile, rows, greater_of),
            Spec::PerRowAdd(rows) => by_row(tile, rows, |a, x| a + x),
            Spec::PerRowMul(rows) => by_row(tile, rows, |a, x| a * x),
            Spec::PerRowSub(rows) => by_row(tile, rows, |a, x| a - x),
            Spec::PerRowSubF(rows) => by_row(tile, rows, |a, x| x - a),
            Spec::PerColMin(columns) => by_column(tile, columns, lesser_of),
            Spec::PerColMax(columns) => by_column(tile, columns, greater_of),
            Spec::PerColAdd(columns) => by_column(tile, columns, |a, x| a + x),
            Spec::PerColMul(columns) => by_column(tile, columns, |a, x| a * x),
            Spec::PerColSub(columns) => by_column(tile, columns, |a, x| a - x),
            Spec::PerColSubF(columns) => by_column(tile, columns, |a, x| x - a),
            Spec::AddRowColProducts(rows, columns) => add_products(
                tile,
                &[rows.cast::<[f32; ROWS]>().read_unaligned()],
                &[columns.cast::<TileRow>().read_unaligned()],
            ),
            Spec::AddMatMul { k, pa, pb, .. } => add_products(
                tile,
                std::slice::from_raw_parts(pa.cast::<[f32; ROWS]>(), k),
                std::slice::from_raw_parts(pb.cast::<TileRow>(), k),
            ),
            Spec::AddUnicast(from) => add_rows(tile, &from),
            Spec::Store(to) => {
                store(&tile, &to);
                tile
            }
            Spec::QScale(..) | Spec::RoundingShiftRight(..) | Spec::ShiftLeft(..) => return None,
        }
    })
}

/// Adds to `tile` the outer product of each column in `a` with the row beside it in `b`.
#[inline]
fn add_products(mut tile: Tile, a: &[[f32; ROWS]], b: &[TileRow]) -> Tile {
    for (column, row) in a.iter().zip(b) {
        for (sums, scale) in tile.iter_mut().zip(column) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += scale * value;
            }
        }
    }
    tile
}

// Not `f32::min` and `f32::max`: these two are one vector instruction each.
fn lesser_of(a: f32, x: f32) -> f32 {
    if a < x { a } else { x }
}

pub(super) fn greater_of(a: f32, x: f32) -> f32 {
    if a > x { a } else { x }
}

fn each(tile: Tile, change: impl Fn(f32) -> f32) -> Tile {
    tile.map(|row| row.map(&change))
}

unsafe fn by_row(mut tile: Tile, rows: *const f32, change: impl Fn(f32, f32) -> f32) -> Tile {
    // SAFETY: a number for each row, as the caller of `run` vouches for.
    let operands = unsafe { rows.cast::<[f32; ROWS]>().read_unaligned() };
    for (row, a) in tile.iter_mut().zip(operands) {
        *row = row.map(|x| change(a, x));
    }
    tile
}

unsafe fn by_column(mut tile: Tile, columns: *const f32, change: impl Fn(f32, f32) -> f32) -> Tile {
    // SAFETY: a number for each column, as the caller of `run` vouches for.
    let operands = unsafe { columns.cast::<TileRow>().read_unaligned() };
    for row in &mut tile {
        for (x, a) in row.iter_mut().zip(operands) {
            *x = change(a, *x);
        }
    }
    tile
}

unsafe fn add_rows(mut tile: Tile, from: &OutputStoreKer) -> Tile {
    let mut at = from.ptr.cast_const();
    for row in &mut tile {
        // SAFETY: `ROWS` rows lie there, as the caller of `run` vouches for.
        let addends: TileRow = unsafe {
            if from.col_byte_stride == FLOAT_BYTES {
                at.cast::<TileRow>().read_unaligned()
            } else {
                let mut column = at;
                TileRow::default().map(|_: f32| {
                    let value = column.cast::<f32>().read_unaligned();
                    column = column.wrapping_offset(from.col_byte_stride);
                    value
                })
            }
        };
        for (x, a) in row.iter_mut().zip(addends) {
            *x += a;
        }
        at = at.wrapping_offset(from.row_byte_stride);
    }
    tile
}

unsafe fn store(tile: &Tile, to: &OutputStoreKer) {
    let mut at = to.ptr;
    for row in tile {
        // SAFETY: there is room for `ROWS` rows, as the caller of `run` vouches for.
        unsafe {
            if to.col_byte_stride == FLOAT_BYTES {
                at.cast::<TileRow>().write_unaligned(*row);
            } else {
                let mut column = at;
                for value in row {
                    column.cast::<f32>().write_unaligned(*value);
                    column = column.wrapping_offset(to.col_byte_stride);
                }
            }
        }
        at = at.wrapping_offset(to.row_byte_stride);
    }
}

#[cfg(test)]
#[expect(
    clippy::many_single_char_names,
    clippy::float_cmp,
    reason = "matrices have their usual names, and whole numbers exact products"
)]
mod tests {
    use super::*;
    use rstest::rstest;
    use tract_onnx::prelude::{Tensor, tensor1};
    use tract_onnx::tract_core::tract_linalg::BinOp;
    use tract_onnx::tract_core::tract_linalg::mmm::{AsInputValue, MatMatMul};

    /// Makes a matrix of numbers that differ and whose products are exact.
    fn matrix(rows: usize, columns: usize, seed: usize) -> Tensor {
        let values: Vec<f32> = (0..rows * columns)
            .map(|at| f32::from(u8::try_from((at * 37 + seed * 11) % 13).unwrap()) - 6.0)
            .collect();
        Tensor::from_shape(&[rows, columns], &values).unwrap()
    }

    fn floats(tensor: &Tensor) -> Vec<f32> {
        let view = tensor.to_plain_array_view::<f32>().unwrap();
        view.iter().copied().collect()
    }

    /// Computes max(a × b + one number a row + `addend`, 0) by the kernel; `turned` stores the result column by column.
    fn by_kernel(a: &Tensor, b: &Tensor, bias: &Tensor, addend: &Tensor, turned: bool) -> Tensor {
        let product: Box<dyn MatMatMul> = kernel().mmm();
        let (m, n) = (a.shape()[0], b.shape()[1]);
        let (pack_a, pack_b) = &product.packings()[0];
        let (row_axis, column_axis) = if turned { (1, 0) } else { (0, 1) };
        let zero = tract_onnx::prelude::tensor0(0_f32);
        let mut shape = [0, 0];
        (shape[row_axis], shape[column_axis]) = (m, n);
        let result = Tensor::zero::<f32>(&shape).unwrap();
        // SAFETY: the shapes above are those of the operands.
        unsafe {
            let place = product.c_view(Some(row_axis), Some(column_axis));
            let addend_place = product.c_view(Some(0), Some(1)).wrap(&addend.view());
            product
                .run(
                    m,
                    n,
                    &[
                        FusedSpec::AddMatMul {
                            a: AsInputValue::Owned(pack_a.prepare_one(a, 1, 0).unwrap()),
                            b: AsInputValue::Owned(pack_b.prepare_one(b, 0, 1).unwrap()),
                            packing: 0,
                        },
                        FusedSpec::BinPerRow(bias.view(), BinOp::Add),
                        FusedSpec::AddUnicast(addend_place),
                        FusedSpec::BinScalar(&zero, BinOp::Max),
                        FusedSpec::Store(place.wrap(&result.view())),
                    ],
                )
                .unwrap();
        }
        result
    }

    fn by_hand(a: &Tensor, b: &Tensor, bias: &Tensor, addend: &Tensor) -> Vec<f32> {
        let (m, k, n) = (a.shape()[0], a.shape()[1], b.shape()[1]);
        let (a, b, bias, addend) = (floats(a), floats(b), floats(bias), floats(addend));
        (0..m * n)
            .map(|at| {
                let (row, column) = (at / n, at % n);
                let sum: f32 = (0..k).map(|i| a[row * k + i] * b[i * n + column]).sum();
                (sum + bias[row] + addend[at]).max(0.0)
            })
            .collect()
    }

    #[rstest]
    #[case::of_whole_tiles(8, 16, 24)]
    #[case::of_one_tile(4, 1, 8)]
    #[case::with_rows_left_over(10, 9, 16)]
    #[case::with_columns_left_over(16, 27, 36)]
    #[case::less_than_a_tile(1, 64, 3)]
    fn a_product_with_bias_shortcut_and_relu_is_that_by_hand(
        #[case] m: usize,
        #[case] k: usize,
        #[case] n: usize,
        #[values(false, true)] turned: bool,
    ) {
        let (a, b, addend) = (matrix(m, k, 1), matrix(k, n, 2), matrix(m, n, 3));
        let bias = tensor1(&floats(&matrix(m, 1, 4)));
        let found = by_kernel(&a, &b, &bias, &addend, turned);
        let found = if turned {
            found.permute_axes(&[1, 0]).unwrap()
        } else {
            found
        };
        assert_eq!(floats(&found), by_hand(&a, &b, &bias, &addend));
    }

    #[test]
    fn every_operation_on_a_tile_is_the_one_it_is_named_after() {
        type Spec = FusedKerSpec<f32>;
        let rows = [1.0_f32, -2.0, 3.0, 0.5];
        let columns = [1.0_f32, 2.0, -3.0, 4.0, 5.0, -6.0, 7.0, 8.0];
        let tile: Tile = [
            columns,
            columns.map(|x| -x),
            columns,
            columns.map(|x| 2.0 * x),
        ];
        let (r, c) = (rows.as_ptr(), columns.as_ptr());
        // The operation with one number, with one for each row, with one for each column; and what it is.
        #[expect(clippy::type_complexity, reason = "a table")]
        let table: [(Spec, Spec, Spec, fn(f32, f32) -> f32); 6] = [
            (
                Spec::ScalarMin(0.5),
                Spec::PerRowMin(r),
                Spec::PerColMin(c),
                f32::min,
            ),
            (
                Spec::ScalarMax(0.5),
                Spec::PerRowMax(r),
                Spec::PerColMax(c),
                f32::max,
            ),
            (
                Spec::ScalarAdd(0.5),
                Spec::PerRowAdd(r),
                Spec::PerColAdd(c),
                |a, x| a + x,
            ),
            (
                Spec::ScalarMul(0.5),
                Spec::PerRowMul(r),
                Spec::PerColMul(c),
                |a, x| a * x,
            ),
            (
                Spec::ScalarSub(0.5),
                Spec::PerRowSub(r),
                Spec::PerColSub(c),
                |a, x| a - x,
            ),
            (
                Spec::ScalarSubF(0.5),
                Spec::PerRowSubF(r),
                Spec::PerColSubF(c),
                |a, x| x - a,
            ),
        ];
        // SAFETY: `rows` and `columns` hold a number for each.
        let after = |spec: &Spec| unsafe { step(tile, spec) }.unwrap();
        for (scalar, row, column, meant) in table {
            for y in 0..ROWS {
                for x in 0..COLUMNS {
                    let at = tile[y][x];
                    assert_eq!(after(&scalar)[y][x], meant(0.5, at), "{scalar:?}");
                    assert_eq!(after(&row)[y][x], meant(rows[y], at), "{row:?}");
                    assert_eq!(after(&column)[y][x], meant(columns[x], at), "{column:?}");
                }
            }
        }
        assert_eq!(after(&Spec::LeakyRelu(0.1))[1][0], -0.1);
        assert_eq!(after(&Spec::LeakyRelu(0.1))[0][1], 2.0);
        assert_eq!(after(&Spec::Clear), Tile::default());
        assert_eq!(after(&Spec::LoadTile(c, tile.as_ptr().cast())), tile);
        assert_eq!(after(&Spec::AddRowColProducts(r, c))[1][2], 3.0 + 6.0);
        // SAFETY: as above.
        assert_eq!(unsafe { run(&[Spec::ShiftLeft(1), Spec::Done]) }, FAILED);
    }
}
