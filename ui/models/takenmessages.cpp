#include "takenmessages.h"

#include "messagetablemodel.h"

#include <algorithm>
#include <utility>

namespace Ui {

TakenMessages::TakenMessages(MessageTableModel& model) : QObject(&model), m_model(model)
{
    model.addRemarks(*this);
}

void TakenMessages::set(std::vector<quint64> serials)
{
    std::ranges::sort(serials);
    if (serials == m_serials)
        return;
    m_serials = std::move(serials);
    m_model.remarksChanged();
}

bool TakenMessages::contains(quint64 serial) const
{
    return std::ranges::binary_search(m_serials, serial);
}

QVariant TakenMessages::remark(const Stomp::StoredMessage& message, int role) const
{
    return role == TakenRole && contains(message.serial) ? QVariant(true) : QVariant();
}

QString TakenMessages::words(const Stomp::StoredMessage& message) const
{
    return contains(message.serial) ? tr("goes with this acknowledgement") : QString();
}

} // namespace Ui
