//! Labels of work: actions, tasks, jobs, and who does them.

use super::Lang;
use crate::model::action::ActionVerb;
use crate::model::agent::{AgentKind, Presence};
use crate::model::event::Via;
use crate::model::handoff::{Disposition, Grade, TaskResult, TaskState, TaskTrigger};
use crate::model::job::{JobKind, JobState};

impl ActionVerb {
    /// The label of what we tell a platform.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::ApproveRefund => ("同意退款", "Approve the refund"),
            Self::ApproveReturn => ("同意退货", "Approve the return"),
            Self::ApproveExchange => ("同意换货", "Approve the exchange"),
            Self::ApproveRepair => ("同意维修", "Approve the repair"),
            Self::ApproveResend => ("同意补发", "Approve the resend"),
            Self::Reject => ("拒绝申请", "Reject"),
            Self::ConfirmReturn => ("确认收货并退款", "Accept the returned goods"),
            Self::RejectReturn => ("拒收退货", "Refuse the returned goods"),
            Self::ShipReplacement => ("换补货发货", "Ship the replacement"),
            Self::SubmitEvidence => ("提交举证", "Submit evidence"),
            Self::ReportArrival => ("上报退货入仓", "Report the arrival"),
            Self::ReportIntercepted => ("上报拦截成功", "Report the interception"),
            Self::InterceptParcel => ("拦截包裹", "Intercept the parcel"),
            Self::Offer => ("与买家协商", "Make an offer"),
            Self::AskBuyer => ("请买家举证", "Ask the buyer for proof"),
            Self::ExtendTime => ("申请延时", "Ask for more time"),
            Self::AddRemark => ("添加备注", "Add a remark"),
            Self::Reopen => ("重开售后入口", "Reopen the after-sale"),
            Self::SendMessage => ("发消息给买家", "Message the buyer"),
        };
        lang.pick(zh, en)
    }
}

impl AgentKind {
    /// The label of this kind of agent.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Human => ("人工客服", "Person"),
            Self::Bot => ("机器人", "Bot"),
        };
        lang.pick(zh, en)
    }
}

impl Presence {
    /// The label of whether somebody takes work.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Online => ("在线", "Online"),
            Self::Busy => ("忙碌", "Busy"),
            Self::WrappingUp => ("收尾中", "Wrapping up"),
            Self::Away => ("离开", "Away"),
            Self::Offline => ("离线", "Offline"),
        };
        lang.pick(zh, en)
    }
}

impl Via {
    /// The label of how a state came to move.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Command => ("人工或策略操作", "Command"),
            Self::Platform => ("平台同步", "Platform"),
            Self::Goods => ("物流更新", "Goods"),
            Self::Message => ("买家消息", "Message"),
            Self::Timer => ("超时", "Timer"),
            Self::Fold => ("合并或拆分", "Merge or split"),
        };
        lang.pick(zh, en)
    }
}

impl TaskState {
    /// The label of where a task stands.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Waiting => ("等待前置任务", "Waiting for other tasks"),
            Self::Open => ("待领取", "Open"),
            Self::Assigned => ("已分配", "Assigned"),
            Self::InProgress => ("进行中", "In progress"),
            Self::Blocked => ("受阻", "Blocked"),
            Self::Done => ("已完成", "Done"),
            Self::Failed => ("失败", "Failed"),
            Self::Cancelled => ("已取消", "Cancelled"),
        };
        lang.pick(zh, en)
    }
}

impl TaskTrigger {
    /// What a person reads on the button or timeline entry of this trigger.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::DepsDone => ("前置任务完成", "Other tasks done"),
            Self::Assign => ("分配或领取", "Assign"),
            Self::Start => ("开始处理", "Start"),
            Self::Decline => ("退回", "Give back"),
            Self::Block => ("标记受阻", "Block"),
            Self::Unblock => ("解除受阻", "Unblock"),
            Self::Done => ("完成", "Done"),
            Self::Fail => ("标记失败", "Fail"),
            Self::Cancel => ("取消任务", "Cancel"),
            Self::Retry => ("重新处理", "Try again"),
        };
        lang.pick(zh, en)
    }
}

impl Grade {
    /// The label of what a returned piece is worth.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::A => ("A级，可二次销售", "A: sell again"),
            Self::B => ("B级，已拆封", "B: open box"),
            Self::C => ("C级，需翻新", "C: refurbish"),
            Self::D => ("D级，报废", "D: scrap"),
        };
        lang.pick(zh, en)
    }
}

impl TaskResult {
    /// The label of how a task came out.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Full => ("全部合格", "All as wanted"),
            Self::Partial => ("部分合格", "Part of it"),
            Self::Failed => ("不合格", "Not as wanted"),
            Self::Unchecked => ("未检验收货", "Taken in unchecked"),
        };
        lang.pick(zh, en)
    }
}

impl Disposition {
    /// The label of what becomes of a returned piece.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Restock => ("重新上架", "Back in stock"),
            Self::Refurbish => ("翻新", "Refurbish"),
            Self::ReturnToVendor => ("退回供应商", "Return to the supplier"),
            Self::Destroy => ("销毁", "Destroy"),
            Self::ReturnToBuyer => ("退还买家", "Return to the buyer"),
        };
        lang.pick(zh, en)
    }
}

impl JobKind {
    /// The label of this kind of work.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Refetch => ("重新拉取", "Read again"),
            Self::Action => ("平台操作", "Platform action"),
            Self::Notify => ("通知买家", "Notify the buyer"),
            Self::Reply => ("发送回复", "Send a reply"),
            Self::Poll => ("轮询店铺", "Poll the shop"),
            Self::Token => ("刷新授权", "Renew the token"),
            Self::Timer => ("定时任务", "Timer"),
            Self::TaskTimer => ("任务到期检查", "Task due"),
            Self::Drain => ("派发排队工单", "Hand out waiting tickets"),
            Self::DrainTasks => ("派发待办任务", "Hand out open tasks"),
            Self::Vacate => ("回收离岗客服的工单", "Take tickets from an absent agent"),
            Self::Attend => ("检查客服在岗状态", "Look whether an agent is there"),
            Self::Attribute => ("主播归因", "Host attribution"),
            Self::Reapply => ("按新配置更新工单", "Apply the new configuration"),
        };
        lang.pick(zh, en)
    }
}

impl JobState {
    /// The label of where a job stands.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Waiting => ("等待执行", "Waiting"),
            Self::Leased(_) => ("执行中", "Running"),
            Self::InDoubt => ("结果待核实", "In doubt"),
            Self::Dead => ("已放弃", "Given up"),
        };
        lang.pick(zh, en)
    }
}
