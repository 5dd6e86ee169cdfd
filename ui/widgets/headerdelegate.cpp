#include "headerdelegate.h"

#include "offercompleter.h"
#include "wording.h"

#include <ui/models/headernote.h>

#include <QLineEdit>

namespace Ui {

HeaderDelegate::HeaderDelegate(Stomp::HeaderUse use, QObject* parent)
    : QStyledItemDelegate(parent), m_use(use)
{ }

QWidget* HeaderDelegate::createEditor(
    QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QWidget* const editor = QStyledItemDelegate::createEditor(parent, option, index);
    auto* const line = qobject_cast<QLineEdit*>(editor);
    if (!line)
        return editor;
    QList<Offer> offers;
    if (index.column() == 0) {
        for (const Stomp::HeaderFact& fact : Stomp::headersOf(m_dialect, m_use)) {
            // What has a field of its own is not typed here.
            const bool hasField = fact.name == "destination" || fact.name == "content-length"
                || fact.name == "receipt" || fact.name == "content-type" || fact.name == "ack"
                || fact.name.ends_with('*');
            if (!hasField)
                offers.append(
                    {fromUtf8(fact.name), withEvidence(Stomp::describe(fact), fact.evidence)});
        }
    } else {
        const std::string name =
            index.siblingAtColumn(0).data(Qt::EditRole).toString().toStdString();
        if (const Stomp::HeaderFact* const fact = Stomp::headerOf(m_dialect, m_use, name)) {
            for (const std::string_view value : Stomp::allowedValues(*fact))
                offers.append({fromUtf8(value), {}});
        }
    }
    if (!offers.isEmpty()) {
        auto* const completer = new OfferCompleter(line);
        completer->setOffers(offers);
        line->setCompleter(completer);
    }
    return editor;
}

} // namespace Ui
