#include "columndialog.h"

#include "expressionedit.h"
#include "seenoffers.h"
#include "theme.h"
#include "tonedlabel.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

ColumnDialog::ColumnDialog(const Stomp::MessageStore& store, QWidget* parent)
    : QDialog(parent), m_edit(new ExpressionEdit(this)), m_note(new TonedLabel(Tone::Bad, this))
{
    setObjectName(QStringLiteral("columnDialog"));
    setWindowTitle(tr("Add Column"));
    auto* words = new QLabel(tr("&Header, or path in the JSON body:"), this);
    words->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("columnField"));
    m_edit->setPlaceholderText(tr("priority, or $.order.qty"));
    m_edit->setToolTip(tr("Ctrl+Space completes header names and JSON paths"));
    m_edit->setMinimumWidth(Theme::grid * 48);
    m_note->setObjectName(QStringLiteral("columnNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing() * 2);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* add = buttons->addButton(tr("Add"), QDialogButtonBox::AcceptRole);
    add->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addWidget(m_edit);
    column->addWidget(m_note);
    column->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &ColumnDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ColumnDialog::reject);
    connect(m_edit, &ExpressionEdit::entered, this, &ColumnDialog::accept);
    connect(m_edit, &ExpressionEdit::escaped, this, &ColumnDialog::reject);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_edit->clearMistake();
        m_note->clear();
    });
    gatherSeenOffers(m_names, store, OfferFor::Column,
        [this](const QList<Offer>& offers) { m_edit->setOffers(offers); });
}

void ColumnDialog::accept()
{
    const QByteArray typed = m_edit->text().toUtf8();
    const auto read = Stomp::MessageField::parse(typed.toStdString());
    if (!read.mistake.empty()) {
        // The place is in bytes, the line has characters.
        m_edit->setMistake(QString::fromUtf8(typed.first(qsizetype(read.at))).size(), 0);
        m_note->setText(QString::fromStdString(read.mistake));
        m_edit->setFocus();
        return;
    }
    Q_EMIT chosen(read.field);
    QDialog::accept();
}

} // namespace Ui
