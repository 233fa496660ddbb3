//! The goods on their way back: parcels, lockers, arrival and inspection.

use crate::lifecycle::condition::{cancel_reason, decision, goods};
use crate::lifecycle::row::{Row, except, only, row};
use crate::model::axes::{CancelReason as C, Decision as V, Goods as G, Headline as H, Kind as K, Role as R};
use crate::model::notice::Notice as N;
use crate::model::trigger::Trigger as T;

use super::effects::{
    CANCELLED_AS_EXPIRED, GOODS_AT_LOCKER, GOODS_DELIVERED, GOODS_IN_TRANSIT, GOODS_INSPECTED_FAIL,
    GOODS_INSPECTED_PARTIAL, GOODS_INSPECTED_PASS, GOODS_LOST, GOODS_NOT_REQUIRED, GOODS_PARTIALLY_RECEIVED,
    GOODS_RECEIVED, GOODS_RETURNED_TO_BUYER, GOODS_WRITTEN_OFF, MONEY_PENDING, REPAIR_STARTS, TO_CANCEL, UNAPPROVE,
};
use super::groups::{ANY, ARRIVED, ENDED, MOVING};

pub(super) const ROWS: &[Row] = &[
    row(only(&[H::AwaitingBuyerReturn]), T::WaiveReturn, &[R::Agent])
        .kinds(&[K::ReturnRefund])
        .sets(&[GOODS_NOT_REQUIRED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N2),
    row(only(&[H::AwaitingBuyerReturn]), T::TimerFired, &[R::System])
        .sets(&[CANCELLED_AS_EXPIRED, TO_CANCEL])
        .to(H::Cancelled)
        .notify(N::N12),
    row(only(&[H::AwaitingBuyerReturn]), T::PickedUp, &[R::Buyer, R::Carrier])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[GOODS_IN_TRANSIT])
        .to(H::ReturnInTransit)
        .notify(N::N7),
    row(except(&[H::AwaitingBuyerReturn]), T::PickedUp, &[R::Buyer, R::Carrier])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[GOODS_IN_TRANSIT]),
    row(only(&[H::AwaitingBuyerReturn]), T::DroppedIn, &[R::Buyer, R::Locker])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[GOODS_AT_LOCKER])
        .to(H::ReturnInTransit)
        .notify(N::N7),
    row(except(&[H::AwaitingBuyerReturn]), T::DroppedIn, &[R::Buyer, R::Locker])
        .when(&[goods(&[G::AwaitingShip])])
        .sets(&[GOODS_AT_LOCKER]),
    row(ANY, T::Collected, &[R::Locker])
        .when(&[goods(&[G::AtLocker])])
        .sets(&[GOODS_IN_TRANSIT]),
    row(
        only(&[H::AwaitingBuyerReturn, H::ReturnInTransit]),
        T::GoodsArrived,
        &[R::Carrier, R::Warehouse],
    )
    .when(&[goods(&[
        G::AwaitingShip,
        G::InTransit,
        G::AtLocker,
        G::PartiallyReceived,
    ])])
    .sets(&[GOODS_DELIVERED])
    .to(H::AwaitingInspection)
    .notify(N::N9),
    row(
        except(&[H::AwaitingBuyerReturn, H::ReturnInTransit]),
        T::GoodsArrived,
        &[R::Carrier, R::Warehouse],
    )
    .when(&[goods(&[
        G::AwaitingShip,
        G::InTransit,
        G::AtLocker,
        G::PartiallyReceived,
    ])])
    .sets(&[GOODS_DELIVERED]),
    row(
        only(&[H::AwaitingBuyerReturn, H::ReturnInTransit]),
        T::GoodsArrivedPart,
        &[R::Warehouse],
    )
    .when(&[goods(&[G::AwaitingShip, G::InTransit, G::AtLocker])])
    .sets(&[GOODS_PARTIALLY_RECEIVED])
    .to(H::AwaitingInspection)
    .notify(N::N9),
    row(
        except(&[H::AwaitingBuyerReturn, H::ReturnInTransit]),
        T::GoodsArrivedPart,
        &[R::Warehouse],
    )
    .when(&[goods(&[G::AwaitingShip, G::InTransit, G::AtLocker])])
    .sets(&[GOODS_PARTIALLY_RECEIVED]),
    row(only(&[H::ReturnInTransit]), T::Lost, &[R::Carrier])
        .when(&[goods(MOVING)])
        .sets(&[GOODS_LOST, UNAPPROVE])
        .to(H::AwaitingSeller),
    row(except(&[H::ReturnInTransit]), T::Lost, &[R::Carrier])
        .when(&[goods(MOVING)])
        .sets(&[GOODS_LOST, UNAPPROVE]),
    row(only(&[H::AwaitingInspection]), T::InspectPass, &[R::Qc])
        .kinds(&[K::ReturnRefund])
        .sets(&[GOODS_INSPECTED_PASS, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N10),
    row(only(&[H::AwaitingInspection]), T::InspectPass, &[R::Qc])
        .kinds(&[K::Exchange])
        .sets(&[GOODS_INSPECTED_PASS])
        .to(H::ExchangeShipping)
        .notify(N::N8),
    row(only(&[H::AwaitingInspection]), T::InspectPass, &[R::Qc])
        .kinds(&[K::Repair])
        .sets(&[GOODS_INSPECTED_PASS, REPAIR_STARTS])
        .to(H::Repairing),
    row(only(&[H::Disputed]), T::InspectPass, &[R::Qc])
        .kinds(&[K::Repair])
        .when(&[goods(ARRIVED), decision(&[V::Approved]), cancel_reason(&[C::None])])
        .sets(&[GOODS_INSPECTED_PASS, REPAIR_STARTS]),
    row(only(&[H::Disputed]), T::InspectPass, &[R::Qc])
        .kinds(&[K::Repair])
        .when(&[
            goods(ARRIVED),
            decision(&[V::Approved]),
            cancel_reason(&[C::None]).not(),
        ])
        .sets(&[GOODS_INSPECTED_PASS, UNAPPROVE]),
    row(only(&[H::Disputed]), T::InspectPass, &[R::Qc])
        .kinds(&[K::Repair])
        .when(&[goods(ARRIVED), decision(&[V::Approved]).not()])
        .sets(&[GOODS_INSPECTED_PASS]),
    row(only(&[H::Disputed]), T::InspectPass, &[R::Qc])
        .not_kinds(&[K::Repair])
        .when(&[goods(ARRIVED)])
        .sets(&[GOODS_INSPECTED_PASS]),
    row(except(&[H::AwaitingInspection, H::Disputed]), T::InspectPass, &[R::Qc])
        .when(&[goods(ARRIVED)])
        .sets(&[GOODS_INSPECTED_PASS]),
    row(only(&[H::AwaitingInspection]), T::AcceptUnchecked, &[R::Qc])
        .kinds(&[K::ReturnRefund])
        .sets(&[GOODS_RECEIVED, MONEY_PENDING])
        .to(H::Refunding)
        .notify(N::N10),
    row(only(&[H::AwaitingInspection]), T::AcceptUnchecked, &[R::Qc])
        .kinds(&[K::Exchange])
        .sets(&[GOODS_RECEIVED])
        .to(H::ExchangeShipping)
        .notify(N::N8),
    row(only(&[H::AwaitingInspection]), T::AcceptUnchecked, &[R::Qc])
        .kinds(&[K::Repair])
        .sets(&[GOODS_RECEIVED, REPAIR_STARTS])
        .to(H::Repairing),
    row(only(&[H::Disputed]), T::AcceptUnchecked, &[R::Qc])
        .kinds(&[K::Repair])
        .when(&[goods(ARRIVED), decision(&[V::Approved]), cancel_reason(&[C::None])])
        .sets(&[GOODS_RECEIVED, REPAIR_STARTS]),
    row(only(&[H::Disputed]), T::AcceptUnchecked, &[R::Qc])
        .kinds(&[K::Repair])
        .when(&[
            goods(ARRIVED),
            decision(&[V::Approved]),
            cancel_reason(&[C::None]).not(),
        ])
        .sets(&[GOODS_RECEIVED, UNAPPROVE]),
    row(only(&[H::Disputed]), T::AcceptUnchecked, &[R::Qc])
        .kinds(&[K::Repair])
        .when(&[goods(ARRIVED), decision(&[V::Approved]).not()])
        .sets(&[GOODS_RECEIVED]),
    row(only(&[H::Disputed]), T::AcceptUnchecked, &[R::Qc])
        .not_kinds(&[K::Repair])
        .when(&[goods(ARRIVED)])
        .sets(&[GOODS_RECEIVED]),
    row(
        except(&[H::AwaitingInspection, H::Disputed]),
        T::AcceptUnchecked,
        &[R::Qc],
    )
    .when(&[goods(ARRIVED)])
    .sets(&[GOODS_RECEIVED]),
    row(only(&[H::AwaitingInspection]), T::InspectFail, &[R::Qc])
        .when(&[goods(ARRIVED)])
        .sets(&[GOODS_INSPECTED_FAIL, UNAPPROVE])
        .to(H::AwaitingSeller),
    row(except(&[H::AwaitingInspection]), T::InspectFail, &[R::Qc])
        .when(&[goods(ARRIVED)])
        .sets(&[GOODS_INSPECTED_FAIL, UNAPPROVE]),
    row(only(&[H::AwaitingInspection]), T::InspectPartial, &[R::Qc])
        .when(&[goods(ARRIVED)])
        .sets(&[GOODS_INSPECTED_PARTIAL, UNAPPROVE])
        .to(H::AwaitingSeller),
    row(except(&[H::AwaitingInspection]), T::InspectPartial, &[R::Qc])
        .when(&[goods(ARRIVED)])
        .sets(&[GOODS_INSPECTED_PARTIAL, UNAPPROVE]),
    row(ENDED, T::ReturnToBuyer, &[R::Warehouse])
        .when(&[goods(&[
            G::Delivered,
            G::PartiallyReceived,
            G::Received,
            G::InspectedPass,
            G::InspectedFail,
            G::InspectedPartial,
        ])])
        .sets(&[GOODS_RETURNED_TO_BUYER]),
    row(ENDED, T::WriteOff, &[R::Warehouse])
        .when(&[goods(&[
            G::AwaitingShip,
            G::InTransit,
            G::AtLocker,
            G::Delivered,
            G::PartiallyReceived,
            G::Received,
            G::InspectedPass,
            G::InspectedFail,
            G::InspectedPartial,
        ])])
        .sets(&[GOODS_WRITTEN_OFF]),
];
